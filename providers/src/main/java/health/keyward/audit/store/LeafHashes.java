package health.keyward.audit.store;

import health.keyward.audit.core.Hash;
import health.keyward.audit.core.Tile;
import java.util.Arrays;

/** Leaf hashes from the tiles of an epoch, which stay when their entries are disposed of. Meant to be asked in order. */
final class LeafHashes {
    private final Tiles tiles;
    private final long size;
    private long index = -1;
    private byte[] hashes = new byte[0];

    /** @param size entries of the epoch */
    LeafHashes(Tiles tiles, long size) {
        this.tiles = tiles;
        this.size = size;
    }

    /** @throws health.keyward.audit.core.TileSource.DamagedTree when its tile is not there */
    Hash at(long entry) {
        long wanted = entry / Tile.WIDTH;
        if (wanted != index) {
            hashes = tiles.hashes(0, wanted, Tile.width(0, wanted, size));
            index = wanted;
        }
        int from = Math.toIntExact(entry % Tile.WIDTH) * Hash.LENGTH;
        return Hash.of(Arrays.copyOfRange(hashes, from, from + Hash.LENGTH));
    }
}
