// Sets the chosen look before anything is drawn. "" follows the system.
(() => {
	const chosen = localStorage.getItem("minqing-theme");
	if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen;
})();
