package health.keyward.audit.store;

import org.jspecify.annotations.Nullable;

/**
 * What a check found to be wrong.
 *
 * @param entry number of the first entry that is not right, where one can be named
 * @param detail in words; names no person
 */
record Damage(Kind kind, @Nullable Long entry, String detail) {
    /** Which part of the evidence does not fit the others. */
    enum Kind {
        /** The bytes of an entry are not those the tree was made over. */
        ENTRY,
        /** An entry that the head counts is not there, or stands where none should. */
        MISSING,
        /** The time of an entry is before that of the one it follows. */
        TIME,
        /** A tile above the leaves is not what follows from them. */
        TILE,
        /** The tree that was made again has another root than the head. */
        ROOT,
        /** A signed checkpoint has another root than the tree had at its size, or is not signed by a known key. */
        CHECKPOINT,
        /** A row that people see is not what its entry says. */
        READ_MODEL
    }
}
