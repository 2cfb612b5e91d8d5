package bot

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"minqing/storage"
)

// leftFiles are files that lost a reference and were not cleared away yet, by
// hash. They are written down with what let go of them: a picture whose life is
// over is gone in the end, whenever the process dies. Opening the store removes
// only half-written files, so nothing else would.
const leftFiles storage.Book[struct{}] = "left-files"

func leave(tx storage.Tx, hashes []string) error {
	for _, hash := range hashes {
		if err := leftFiles.Put(tx, hash, struct{}{}); err != nil {
			return err
		}
	}
	return nil
}

// Keeping is held by whoever keeps a file, until the commit that refers to it.
// Between the two, the bell would take a file for a scrap that somebody just
// sent again.
func (b *Bell) Keeping() sync.Locker { return b.keeping.RLocker() }

// clear removes left files that nothing refers to any more, and lets go of the
// list. Doing it twice does no harm.
func (b *Bell) clear(ctx context.Context) error {
	if !b.scraps {
		return nil
	}
	b.keeping.Lock()
	defer b.keeping.Unlock()
	left, scraps, err := b.left(ctx)
	if err != nil {
		return fmt.Errorf("look for left files: %w", err)
	}
	for _, hash := range scraps {
		err = errors.Join(err, b.Files.Remove(ctx, hash))
	}
	if err != nil {
		return err
	}
	if len(left) > 0 {
		err = b.Store.Update(ctx, func(tx storage.Tx) error {
			for _, hash := range left {
				if err := leftFiles.Drop(tx, hash); err != nil {
					return err
				}
			}
			return nil
		})
	}
	if err == nil {
		b.scraps = false
	}
	return err
}

// left are the files on the list, and those among them without a reference.
func (b *Bell) left(ctx context.Context) (left, scraps []string, err error) {
	err = b.Store.View(ctx, func(tx storage.Tx) error {
		left, scraps = nil, nil
		return leftFiles.Each(tx, storage.Range{}, func(hash string, _ struct{}) (bool, error) {
			needed, err := tx.Referenced(hash)
			if left = append(left, hash); !needed {
				scraps = append(scraps, hash)
			}
			return false, err
		})
	})
	return left, scraps, err
}
