package web

import (
	"net/http"

	"github.com/labstack/echo/v4"
)

// quitPath ends a program that was opened by a double click, whose window may
// be hidden. The guard lets no foreign page ask for it.
const quitPath = "/quit"

func (st *site) quit(c echo.Context) error {
	defer st.cfg.Quit() // requests in flight are let finish, this one too
	return st.show(c, http.StatusOK, "quit", page{Title: titleQuit})
}
