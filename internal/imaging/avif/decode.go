package avif

import (
	"bytes"
	"compress/gzip"
	"context"
	_ "embed"
	"errors"
	"fmt"
	"image"
	"io"
	"sync"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/imports/wasi_snapshot_preview1"
)

//go:embed decoder.wasm.gz
var packed []byte

// Why a picture is not decoded, where its container is whole.
var (
	ErrDamaged = errors.New("AVIF picture is damaged")
	ErrMemory  = errors.New("AVIF picture needs more memory than there is for it")
)

// memoryPages is the most memory of the decoder, in pages of 64 kB: a gigabyte,
// of which a picture of 12 megapixels needs half.
const memoryPages = 16_384

// MaxPixels is how many pixels there is memory for.
const MaxPixels = 24_000_000

// maxDecoder is the length of the decoder, unpacked, at most.
const maxDecoder = 8 << 20

// one lets one picture be decoded at a time.
var one = make(chan struct{}, 1)

// A machine is the decoder, compiled. It holds no picture.
type machine struct {
	runtime wazero.Runtime
	code    wazero.CompiledModule
}

var build = sync.OnceValues(func() (*machine, error) {
	r, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, err
	}
	code, err := io.ReadAll(io.LimitReader(r, maxDecoder))
	if err != nil {
		return nil, err
	}
	ctx := context.Background()
	m := &machine{runtime: wazero.NewRuntimeWithConfig(ctx, wazero.NewRuntimeConfig().WithMemoryLimitPages(memoryPages).WithCloseOnContextDone(true))}
	if m.code, err = m.runtime.CompileModule(ctx, code); err != nil {
		return nil, err
	}
	_, err = wasi_snapshot_preview1.Instantiate(ctx, m.runtime)
	return m, err
})

// Decode decodes a picture that [Inspect] knows. What it gives is not turned. It
// stops when the context ends; one picture is decoded at a time, and others wait.
// The errors wrap ErrDamaged or ErrMemory, or are the context's.
func Decode(ctx context.Context, data []byte, info Info) (*image.RGBA, error) {
	if info.Width < 1 || info.Height < 1 || info.Width > MaxPixels/info.Height {
		return nil, fmt.Errorf("%w: %d × %d pixels", ErrMemory, info.Width, info.Height)
	}
	select {
	case one <- struct{}{}:
		defer func() { <-one }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	m, err := build()
	if err != nil {
		return nil, fmt.Errorf("build the AVIF decoder: %w", err)
	}
	instance, err := m.runtime.InstantiateModule(sandboxed(ctx), m.code, wazero.NewModuleConfig().WithName("").WithStartFunctions("_initialize"))
	if err != nil {
		return nil, fmt.Errorf("start the AVIF decoder: %w", err)
	}
	defer instance.Close(context.WithoutCancel(ctx))
	img, err := (&sandbox{ctx, instance}).decode(data, info)
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	return img, err
}

// A sandbox is one instance of the decoder.
type sandbox struct {
	ctx    context.Context
	module api.Module
}

// call calls a function of the decoder. One that traps met a damaged picture, or
// one that is more than there is memory for.
func (s *sandbox) call(name string, args ...uint64) (uint32, error) {
	res, err := s.module.ExportedFunction(name).Call(s.ctx, args...)
	if err != nil && s.module.Memory().Size() > memoryPages<<16/10*9 {
		return 0, fmt.Errorf("%w: %w", ErrMemory, err)
	}
	if err != nil {
		return 0, fmt.Errorf("%w: %s: %w", ErrDamaged, name, err)
	}
	return uint32(res[0]), nil
}

func (s *sandbox) allocate(n int) (uint32, error) {
	p, err := s.call("malloc", uint64(n))
	if err == nil && p == 0 {
		err = ErrMemory
	}
	return p, err
}

// The decoder says what it found in numbers of 32 bits behind one another.
const (
	toldWidth = 4 * iota
	toldHeight
	toldDepth
	toldCount
	told // their length
)

func (s *sandbox) decode(data []byte, info Info) (*image.RGBA, error) {
	in, err := s.allocate(len(data))
	if err != nil {
		return nil, err
	}
	if !s.module.Memory().Write(in, data) {
		return nil, ErrMemory
	}
	at, err := s.allocate(told)
	if err != nil {
		return nil, err
	}
	run := func(configOnly, delay, out uint64) error {
		p := uint64(at)
		ok, err := s.call("decode", uint64(in), uint64(len(data)), configOnly, 0, p+toldWidth, p+toldHeight, p+toldDepth, p+toldCount, delay, out)
		if err == nil && ok == 0 {
			err = ErrDamaged
		}
		return err
	}
	if err := run(1, 0, 0); err != nil {
		return nil, err
	}
	number := func(offset uint32) uint32 {
		n, _ := s.module.Memory().ReadUint32Le(at + offset) // it was allocated: it is there
		return n
	}
	if number(toldWidth) != uint32(info.Width) || number(toldHeight) != uint32(info.Height) || number(toldCount) < 1 {
		return nil, fmt.Errorf("%w: its parts are of different sizes", ErrDamaged)
	}
	bytesPerPixel := 4
	if number(toldDepth) > 8 {
		bytesPerPixel = 8
	}
	size := info.Width * info.Height * bytesPerPixel
	out, err := s.allocate(size)
	if err != nil {
		return nil, err
	}
	delay, err := s.allocate(8)
	if err != nil {
		return nil, err
	}
	// It writes how long the picture is shown when it has one, and ends without a
	// word where it has none.
	s.module.Memory().WriteUint64Le(delay, unwritten)
	if err := run(0, uint64(delay), uint64(out)); err != nil {
		return nil, err
	}
	if d, _ := s.module.Memory().ReadUint64Le(delay); d == unwritten {
		return nil, ErrDamaged
	}
	pixels, ok := s.module.Memory().Read(out, uint32(size))
	if !ok {
		return nil, ErrDamaged
	}
	return picture(pixels, info, bytesPerPixel), nil
}

// unwritten is no duration.
const unwritten = ^uint64(0)

// picture copies pixels out of the decoder's memory. Of 16 bits, the higher eight
// are kept, which come second.
func picture(pixels []byte, info Info, bytesPerPixel int) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, info.Width, info.Height))
	if bytesPerPixel == 4 {
		copy(img.Pix, pixels)
	} else {
		for i := range img.Pix {
			img.Pix[i] = pixels[2*i+1]
		}
	}
	// Whatever the decoder said, no colour is above its alpha.
	for p := img.Pix; len(p) >= 4; p = p[4:] {
		if a := p[3]; a != 255 {
			p[0], p[1], p[2] = min(p[0], a), min(p[1], a), min(p[2], a)
		}
	}
	return img
}
