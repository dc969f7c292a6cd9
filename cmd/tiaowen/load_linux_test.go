package main

import (
	"flag"
	"fmt"
	"os"
	"runtime"
	"testing"
	"text/tabwriter"
	"time"
)

var (
	loadFor     = flag.Duration("load", 0, "how long TestLoad sends mixed requests; 0: not at all")
	loadClients = flag.Int("clients", 4, "how many TestLoad has ask at once")
	loadMeaning = flag.String("meaning", "off", "the meaning that the server of TestLoad goes by")
	loadProgram = flag.String("program", "", "the program that TestLoad measures; empty: this one, built")
)

// aloneFor is how long each kind of request is sent alone.
const aloneFor = 3 * time.Second

// TestLoad serves the laws as a program of its own, sends it each kind of request
// alone by one client and then all of them in equal parts by several, and prints
// what they cost and what memory is held. It is run once in a while:
//
//	go test -run TestLoad -v -timeout 2h ./cmd/tiaowen -load 60s
//
// The clients share the server's processors. The library is the folder that
// TIAOWEN_BENCH_DATA names (a copy, it is opened for writing) or imported on the
// spot, half a minute. To compare two states of the code run it in turn with the
// programs of both, -program.
func TestLoad(t *testing.T) {
	if *loadFor == 0 {
		t.Skip("takes the whole machine; run by -load 60s")
	}
	l := load{table: tabwriter.NewWriter(os.Stdout, 0, 0, 1, ' ', 0)}
	l.provide(t)
	l.read(t)
	if *loadProgram == "" { // it is the code of this one
		question, str := l.engine(t)
		l.head("the engine alone", "CPU ms", "p50 ms", "p99 ms")
		l.row("question", millis(question.each()), millis(quantile(question.took, .5)), millis(quantile(question.took, .99)))
		l.row("string", millis(str.each()), millis(quantile(str.took, .5)), millis(quantile(str.took, .99)))
		l.row("", "", "", "")
	}
	l.serve(t)
	l.head("memory, MB", "anonymous", "file pages")
	l.memory(t, "when it answers")
	started := l.settle(t)
	l.memory(t, fmt.Sprintf("when it rests, after %.1f CPU s", started.Seconds()))
	l.list(t)
	kinds := l.kinds()
	alone := make([]answered, len(kinds))
	for i, k := range kinds {
		l.send(t, []loadKind{k}, 1, aloneFor/3) // until it is warm
		began := l.process.spent(t)
		alone[i] = l.send(t, []loadKind{k}, 1, aloneFor)[0]
		alone[i].spent = l.process.spent(t) - began
	}
	l.memory(t, "after each kind alone")
	began, own := l.process.spent(t), processor(t)
	mixed := l.send(t, kinds[:mixedKinds], *loadClients, *loadFor)
	spent, clients := l.process.spent(t)-began, processor(t)-own
	l.memory(t, fmt.Sprintf("after %v of all kinds", *loadFor))
	l.row("", "", "")
	l.report(kinds, alone, mixed)
	total := 0
	for _, m := range mixed {
		total += len(m.took)
	}
	each := func(of time.Duration) string { return millis(of / time.Duration(total)) }
	fmt.Printf("%d clients, %v, meaning %s: %.0f requests/s; CPU ms a request: server %s, clients %s, so %.0f/s where nobody else is at work\n", *loadClients, *loadFor,
		*loadMeaning, float64(total)/loadFor.Seconds(), each(spent), each(clients), float64(total*runtime.NumCPU())/(spent+clients).Seconds())
}

func millis(d time.Duration) string { return fmt.Sprintf("%.2f", d.Seconds()*1000) }

// load is a server under load, with what is asked of it.
type load struct {
	table         *tabwriter.Writer
	program, data string // paths
	process       process
	base          string
	// What requests are made of: lay questions, strings that stand in some law,
	// ids of documents and their articles.
	questions, strings, ids, addresses []string
}

func (l *load) row(cells ...any) {
	for _, cell := range cells {
		fmt.Fprintf(l.table, "| %v\t", cell)
	}
	fmt.Fprintln(l.table, "|")
}

// head is a row above others.
func (l *load) head(cells ...any) {
	l.row(cells...)
	for i := range cells {
		cells[i] = "---"
	}
	l.row(cells...)
}

// report has a row for each kind; the last is the bare stack.
func (l *load) report(kinds []loadKind, alone, mixed []answered) {
	l.head("request", "CPU ms", "beyond the bare stack", "p50 ms", "p99 ms", "kB", "mixed: p50 ms", "p99 ms")
	bare := alone[len(alone)-1].each()
	for i, k := range kinds {
		a := alone[i]
		cells := []any{k.name, millis(a.each()), millis(a.each() - bare), millis(quantile(a.took, .5)), millis(quantile(a.took, .99)),
			fmt.Sprintf("%.1f", float64(a.bytes)/float64(len(a.took))/1000), "", ""}
		if i < len(mixed) {
			cells[6], cells[7] = millis(quantile(mixed[i].took, .5)), millis(quantile(mixed[i].took, .99))
		}
		l.row(cells...)
	}
	_ = l.table.Flush()
}

func (l *load) memory(t *testing.T, when string) {
	anonymous, file := l.process.memory(t)
	l.row(when, anonymous>>20, file>>20)
}
