package health.keyward.audit.core;

/** Where tiles are kept. */
@FunctionalInterface
public interface TileSource {
    /**
     * The hashes of a tile, 32 bytes each; it may have grown since and then has more of them than was asked for.
     *
     * @param width how many are needed at least, 1 to 256
     * @throws DamagedTree when there is no such tile or it is narrower
     */
    byte[] hashes(int level, long index, int width);

    /** The tree that is kept is not the one that was made. */
    final class DamagedTree extends IllegalStateException {
        private static final long serialVersionUID = 1L;

        public DamagedTree(String what) {
            super(what);
        }
    }
}
