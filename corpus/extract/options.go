package extract

// Options are what a person may say about how a file is to be read. The zero
// value asks for nothing.
type Options struct {
	// Password opens an encrypted PDF.
	Password string
	// OCR lets scanned pages be recognised by Tesseract where it is installed.
	// It is slow and errs, so nobody gets it unasked.
	OCR bool
	// Folder is where the second reader of PDF may keep itself compiled, which
	// saves seconds at its next start. It holds machine code: nobody else may
	// write there. Empty is nowhere.
	Folder string
	// Plain means that the bytes are a text in UTF-8 that a program sends, not a
	// file: what it begins with makes it no other format.
	Plain bool
}
