package library

import "strings"

// A bare file name is no identity: two papers called 通知.docx are two papers. What
// comes under a name alone stands under a path made of its content, which no
// folder has; so other content is another file, and the same content the same one.

// Rooms of what comes under a name alone.
const (
	Uploaded = "upload" // files of a form
	Sent     = "sent"   // texts that a program sent
)

// bareSign stands after the room in such a path, where a folder's has a slash.
const bareSign = ":"

// bareSum is how much of the content's checksum stands in the path.
const bareSum = 16

// BarePath is the path of what came under a name alone; the name may be empty.
func BarePath(room, name string, data []byte) string {
	return room + bareSign + File{Data: data}.sum()[:bareSum] + "/" + name
}

// ShownPath is a path as people know it: of what came under a name alone, its
// room and the name.
func ShownPath(path string) string {
	for _, room := range []string{Uploaded, Sent} {
		if rest, found := strings.CutPrefix(path, room+bareSign); found {
			_, name, _ := strings.Cut(rest, "/")
			return room + "/" + name
		}
	}
	return path
}

// bare reports whether a path is no place: made by BarePath, or by the programs
// before it, which kept uploads under their names.
func bare(path string) bool {
	if ShownPath(path) != path {
		return true
	}
	name, upload := strings.CutPrefix(path, Uploaded+"/")
	return upload && !strings.Contains(name, "/")
}

// inFolder reports whether a path is a place in a folder, where a file can change.
func inFolder(path string) bool { return !bare(path) && !strings.HasPrefix(path, Sent+"/") }
