package health.keyward.stepup.keycloak.models;

import health.keyward.stepup.core.Metadata;

/** What came of reading a metadata BLOB. */
sealed interface BlobReading {
    record Good(Metadata metadata) implements BlobReading {}

    /** @param detail in a few words, for the record */
    record Refused(Why why, String detail) implements BlobReading {}

    enum Why {
        NO_ROOT("no trust root is set (--spi-keyward-room--stepup--mds-root)"),
        NOT_A_BLOB("this is no metadata BLOB"),
        WEAK_ALGORITHM("it is not signed with SHA-256 or better"),
        WRONG_SIGNATURE("its signature does not fit its content"),
        WRONG_CHAIN("its certificates do not lead to the trust root"),
        WRONG_SIGNER("it was signed by somebody else than the metadata service");

        private final String words;

        Why(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }
}
