package health.keyward.audit.core;

import java.util.List;
import java.util.Optional;

/**
 * Places outside the database that remember checkpoints: an append-only directory, a witness, a webhook. The signer asks them before it signs, so that
 * a log which was rolled back says so instead of signing a second history, and hands them every checkpoint it has signed. Called outside any database
 * transaction, by one node at a time. An anchor that cannot be reached never throws here; it answers so.
 */
public interface Anchors {
    /** For installations that have none. */
    Anchors NONE = new Anchors() {
        @Override
        public List<Newest> newest(String origin) {
            return List.of();
        }

        @Override
        public List<Told> publish(TreeHead head, String note, Growth growth) {
            return List.of();
        }
    };

    /**
     * What each anchor remembers; one answer per configured anchor, in the order of configuration. An anchor that cannot be asked (a webhook) gives no
     * answer. Implementations bound their own waiting: ten seconds for all of them together.
     *
     * @param origin of the first epoch, as configured; the newest checkpoint of the newest epoch is wanted, so with origin {@code o} that of
     *     {@code o/e2} when one is known and else that of {@code o}. Only checkpoints whose log signature was verified count.
     */
    List<Newest> newest(String origin);

    /**
     * Hands a signed checkpoint to every anchor. It is durable in the database already.
     *
     * @param note the signed note, as bytes in UTF-8 of this text
     * @param growth for witnesses, who want a proof from the size they know
     * @return one answer per anchor
     */
    List<Told> publish(TreeHead head, String note, Growth growth);

    /** What one anchor remembers. */
    sealed interface Newest {
        /** Name for people, for example {@code directory /var/lib/keyward/anchor} or {@code witness example.org/w1}. */
        String anchor();

        /** It was asked. Empty when it has never seen a checkpoint of this log. */
        record Remembered(String anchor, Optional<TreeHead> head) implements Newest {}

        /** @param why in words, without secrets */
        record Silent(String anchor, String why) implements Newest {}
    }

    /** How handing over ended. */
    sealed interface Told {
        String anchor();

        /** @param cosignatures signature lines to stand below the log's own, each beginning with an em dash and without line end */
        record Kept(String anchor, List<String> cosignatures) implements Told {}

        /**
         * It refuses for good: what it remembers does not lead to this checkpoint. The signer stops signing.
         *
         * @param remembers what it has instead, where it says so
         */
        record Refused(String anchor, String why, Optional<TreeHead> remembers) implements Told {}

        /** Not now; tried again with the next checkpoint, at the latest after a minute. */
        record Failed(String anchor, String why) implements Told {}
    }

    /** Proofs that the log at hand only grew. */
    @FunctionalInterface
    interface Growth {
        /**
         * RFC 9162 consistency proof.
         *
         * @param from 0 to the size of the checkpoint being published; 0 and that size give an empty proof
         */
        List<Hash> since(long from);
    }
}
