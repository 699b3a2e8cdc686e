package health.keyward.audit.store;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.Objects;

/**
 * A row on its way into the log. A mapped entity on purpose, and without Keycloak's marker {@code AsynchronousCommitAllowed}: its insert makes the
 * whole transaction commit synchronously. The key is (run, counter), so that inserts meet no hot row and no sequence.
 */
@Entity
@Table(name = "KW_AUDIT_INBOX")
@SuppressWarnings("NullAway.Init")
public class InboxRow {
    @EmbeddedId
    private Place place;

    @Column(name = "AT", nullable = false)
    private Instant at;

    @Column(name = "LEAF", nullable = false)
    private byte[] leaf;

    protected InboxRow() {}

    InboxRow(String boot, long nseq, Instant at, byte[] leaf) {
        this.place = new Place(boot, nseq);
        this.at = at;
        this.leaf = leaf.clone();
    }

    /** Which run wrote it, and as its how-manieth row. */
    @Embeddable
    @SuppressWarnings("NullAway.Init")
    public static class Place implements Serializable {
        private static final long serialVersionUID = 1L;

        @Column(name = "BOOT", nullable = false, length = 22)
        private String boot;

        @Column(name = "NSEQ", nullable = false)
        private long nseq;

        protected Place() {}

        Place(String boot, long nseq) {
            this.boot = boot;
            this.nseq = nseq;
        }

        @Override
        public boolean equals(Object o) {
            return o instanceof Place other && nseq == other.nseq && boot.equals(other.boot);
        }

        @Override
        public int hashCode() {
            return Objects.hash(boot, nseq);
        }
    }
}
