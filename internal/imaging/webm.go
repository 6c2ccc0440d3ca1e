package imaging

import (
	"encoding/binary"
	"math"
)

// Elements of EBML (RFC 8794) and Matroska (RFC 9559) that a WebM file needs.
const (
	idEBML          = 0x1A45DFA3
	idSegment       = 0x18538067
	idSeekHead      = 0x114D9B74
	idSeek          = 0x4DBB
	idSeekID        = 0x53AB
	idSeekPosition  = 0x53AC
	idInfo          = 0x1549A966
	idTracks        = 0x1654AE6B
	idTrackEntry    = 0xAE
	idVideo         = 0xE0
	idCues          = 0x1C53BB6B
	idCuePoint      = 0xBB
	idCuePositions  = 0xB7
	idCluster       = 0x1F43B675
	idSimpleBlock   = 0xA3
	idTimestamp     = 0xE7
	idCueTime       = 0xB3
	idCueTrack      = 0xF7
	idCueCluster    = 0xF1
	idTimestampUnit = 0x2AD7B1
	idDuration      = 0x4489
)

// An element is bytes of EBML, being put together.
type element []byte

// appendID writes an identifier, which holds its own length.
func appendID(e element, id uint32) element {
	var b [4]byte
	binary.BigEndian.PutUint32(b[:], id)
	i := 0
	for b[i] == 0 {
		i++
	}
	return append(e, b[i:]...)
}

// with appends a child: identifier, length in 8 bytes, content. Lengths and
// numbers are always 8 bytes, so that places in the file are known before
// what they point to is written.
func (e element) with(id uint32, content []byte) element {
	e = appendID(e, id)
	e = binary.BigEndian.AppendUint64(e, uint64(len(content))|1<<56)
	return append(e, content...)
}

func (e element) number(id uint32, v uint64) element {
	return e.with(id, binary.BigEndian.AppendUint64(nil, v))
}

func (e element) text(id uint32, s string) element { return e.with(id, []byte(s)) }

func (e element) float(id uint32, v float64) element {
	return e.number(id, math.Float64bits(v))
}

// webM wraps VP8 key frames as a WebM file with cues before the pictures.
func webM(w, h, rate int, frames [][]byte) []byte {
	head := element{}.number(0x4286, 1).number(0x42F7, 1).number(0x42F2, 4).number(0x42F3, 8).
		text(0x4282, "webm").number(0x4287, 2).number(0x4285, 2)
	step := 1000 / rate
	info := element{}.number(idTimestampUnit, 1_000_000).float(idDuration, float64(len(frames)*step)).
		text(0x4D80, "ilbo").text(0x5741, "ilbo")
	video := element{}.number(0xB0, uint64(w)).number(0xBA, uint64(h))
	track := element{}.number(0xD7, 1).number(0x73C5, 1).number(0x83, 1).number(0x9C, 0).
		text(0x22B59C, "und").text(0x86, "V_VP8").number(0x23E383, uint64(step)*1_000_000).with(idVideo, video)
	infoE := element{}.with(idInfo, info)
	tracksE := element{}.with(idTracks, element{}.with(idTrackEntry, track))
	clusters := clustersOf(frames, rate, step)

	// The sizes of what stands before the clusters do not depend on its values.
	start := len(seekHead(0, 0, 0)) + len(infoE) + len(tracksE) + len(cuesOf(clusters, 0, step*rate))
	segment := seekHead(len(seekHead(0, 0, 0)), len(infoE), len(tracksE))
	segment = append(segment, infoE...)
	segment = append(segment, tracksE...)
	segment = append(segment, cuesOf(clusters, start, step*rate)...)
	for _, c := range clusters {
		segment = append(segment, c...)
	}
	return element{}.with(idEBML, head).with(idSegment, segment)
}

// seekHead says where info, tracks and cues are, from the segment's start.
func seekHead(own, info, tracks int) element {
	var seeks element
	at := own
	for _, s := range []struct {
		id   uint32
		size int
	}{{idInfo, info}, {idTracks, tracks}, {idCues, 0}} {
		seek := element{}.with(idSeekID, appendID(nil, s.id)).number(idSeekPosition, uint64(at))
		seeks = seeks.with(idSeek, seek)
		at += s.size
	}
	return element{}.with(idSeekHead, seeks)
}

// clustersOf puts one second of pictures in each cluster.
func clustersOf(frames [][]byte, rate, step int) []element {
	var out []element
	for i := 0; i < len(frames); i += rate {
		c := element{}.number(idTimestamp, uint64(i*step))
		for j, f := range frames[i:min(len(frames), i+rate)] {
			block := []byte{0x81, 0, 0, 0x80} // track 1, time in the cluster, key frame
			binary.BigEndian.PutUint16(block[1:], uint16(j*step))
			c = c.with(idSimpleBlock, append(block, f...))
		}
		out = append(out, element{}.with(idCluster, c))
	}
	return out
}

// cuesOf lists the clusters, the first of which is at start.
func cuesOf(clusters []element, start, length int) element {
	var points element
	for i, c := range clusters {
		place := element{}.number(idCueTrack, 1).number(idCueCluster, uint64(start))
		points = points.with(idCuePoint, element{}.number(idCueTime, uint64(i*length)).with(idCuePositions, place))
		start += len(c)
	}
	return element{}.with(idCues, points)
}
