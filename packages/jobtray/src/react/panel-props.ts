/** Props of the panel. */
export interface PanelProps {
	/** Where all jobs of the platform are shown, as a link at the foot; none where absent. */
	dashboardHref?: string;
}
