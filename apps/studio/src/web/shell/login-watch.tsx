import { useLinkState } from 'jobtray/react';
import { useEffect } from 'react';
import { useStudio } from './studio-context.ts';

/** Goes back to the sign-in when the tray's link finds the login over, as it may before any view asks for something. */
export function LoginWatch() {
	const { session } = useStudio();
	const link = useLinkState();
	const isOver = link.status === 'stopped' && link.reason === 'login';
	useEffect(() => {
		if (isOver) void session.check();
	}, [isOver, session]);
	return null;
}
