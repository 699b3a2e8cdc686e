package health.keyward.audit.core;

/**
 * What a checkpoint says: this log, at this size, has this root.
 *
 * @param origin name of the log; of an epoch after the first {@code <origin>/e<n>}
 * @param size entries, 0 or more
 */
public record TreeHead(String origin, long size, Hash root) {
    public TreeHead {
        if (origin.isBlank() || size < 0) {
            throw new IllegalArgumentException("no tree head: " + origin + " " + size);
        }
    }
}
