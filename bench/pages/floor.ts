// The least there can be: a frame comes, and a text node says what is in it.
const place = document.querySelector('.floor');
const socket = new WebSocket(`ws://${location.host}/floor-socket`);
socket.addEventListener('message', ({ data }) => {
	if (place !== null) place.textContent = String(data);
});
socket.addEventListener('open', () => {
	if (place !== null) place.textContent = 'open';
});
