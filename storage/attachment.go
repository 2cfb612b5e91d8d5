package storage

import "time"

// AttachmentKind is photo, voice or video.
type AttachmentKind string

// The kinds of attachments.
const (
	Photo AttachmentKind = "photo"
	Voice AttachmentKind = "voice"
	Video AttachmentKind = "video"
)

// AttachmentState is how far the download got.
type AttachmentState string

// The life of an attachment.
const (
	Fetching AttachmentState = "fetching" // to be downloaded at NextTry
	Kept     AttachmentState = "kept"     // sealed beside the data file under Hash
	Lost     AttachmentState = "lost"     // the platform no longer has it, or it was refused; Why says so
	Thinned  AttachmentState = "thinned"  // its time was over: the file is removed
)

// Attachment is a photo, voice or video that belongs to a ticket. It is queued
// with the ticket and downloaded at once: the platform forgets it in three days.
type Attachment struct {
	Ticket  string // a ticket's number, or a station number (R2026-0001): pictures of the register lie apart
	N       int    // from 1, in the order it came
	Kind    AttachmentKind
	MediaID string // the platform's name for it; sealed
	State   AttachmentState
	Hash    string // of the sealed file, its name on disk
	Type    string // MIME type as found in the bytes
	Bytes   int64
	Why     string
	Tries   int
	Added   time.Time
	NextTry time.Time
}

// MaxAttachments is how many attachments one ticket takes.
const MaxAttachments = 9
