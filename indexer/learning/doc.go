// Package learning finds out in the background what the passages of an index mean, so
// that questions find also what is said in other words.
//
// What is not known yet is asked of the engine again and again: after a crash, a rebuild
// or a change of texts nothing has to be remembered here, what is known counts by what
// was encoded. One passage after the other is worked on, by one goroutine; in between it
// lets requests go first, and where the machine has more to do than processors it rests
// as long as it worked.
//
//	l := learning.New(engine)
//	go l.Run(ctx, learning.Yield{Busy: server.Busy, Loaded: loaded}, report)
//	l.Progress() // how far it is
package learning
