// Checks an export with Go's own log library, golang.org/x/mod: its note, its tiles and its entries, none of it our code.
package main

import (
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const height = 8

type tiles struct{ folder string }

func (t tiles) Height() int { return height }

func (t tiles) SaveTiles([]tlog.Tile, [][]byte) {}

func (t tiles) ReadTiles(wanted []tlog.Tile) ([][]byte, error) {
	var all [][]byte
	for _, tile := range wanted {
		bytes, err := os.ReadFile(filepath.Join(t.folder, "tile", strconv.Itoa(tile.L), number(tile.N, tile.W)))
		if err != nil {
			return nil, err
		}
		all = append(all, bytes)
	}
	return all, nil
}

func number(n int64, width int) string {
	path := fmt.Sprintf("%03d", n%1000)
	for n /= 1000; n > 0; n /= 1000 {
		path = fmt.Sprintf("x%03d/%s", n%1000, path)
	}
	if width < 1<<height {
		path += fmt.Sprintf(".p/%d", width)
	}
	return path
}

func check(folder, vkey string) error {
	verifier, err := note.NewVerifier(vkey)
	if err != nil {
		return err
	}
	signed, err := os.ReadFile(filepath.Join(folder, "checkpoint"))
	if err != nil {
		return err
	}
	opened, err := note.Open(signed, note.VerifierList(verifier))
	if err != nil {
		return err
	}
	lines := strings.Split(opened.Text, "\n")
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil {
		return err
	}
	root, err := base64.StdEncoding.DecodeString(lines[2])
	if err != nil {
		return err
	}
	tree := tlog.Tree{N: size, Hash: tlog.Hash(root)}
	hashes := tlog.TileHashReader(tree, tiles{folder})
	for first := int64(0); first < size; first += 1 << height {
		width := int(min(size-first, 1<<height))
		bundle, err := os.ReadFile(filepath.Join(folder, "tile", "entries", number(first>>height, width)))
		if err != nil {
			return err
		}
		for i := range width {
			length := int(binary.BigEndian.Uint16(bundle))
			entry := bundle[2 : 2+length]
			bundle = bundle[2+length:]
			index := first + int64(i)
			leaf, err := hashes.ReadHashes([]int64{tlog.StoredHashIndex(0, index)})
			if err != nil {
				return err
			}
			if leaf[0] != tlog.RecordHash(entry) {
				return fmt.Errorf("entry %d is not what its tile says", index)
			}
		}
		if len(bundle) > 0 {
			return fmt.Errorf("bytes behind entry %d", first+int64(width)-1)
		}
	}
	for _, index := range []int64{0, size / 2, size - 1} {
		proof, err := tlog.ProveRecord(size, index, hashes)
		if err != nil {
			return err
		}
		leaf, err := hashes.ReadHashes([]int64{tlog.StoredHashIndex(0, index)})
		if err != nil {
			return err
		}
		if err := tlog.CheckRecord(proof, size, tree.Hash, index, leaf[0]); err != nil {
			return err
		}
	}
	fmt.Println("a foreign reader accepts", size, "entries")
	return nil
}

func main() {
	if err := check(os.Args[1], os.Args[2]); err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
}
