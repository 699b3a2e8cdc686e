package health.keyward.stepup.keycloak.models;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.RealDatabase;
import health.keyward.stepup.keycloak.models.MetadataIntake.Outcome;
import health.keyward.stepup.store.KeptMetadata;
import health.keyward.stepup.store.KeptMetadata.Source;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class MetadataIntakeTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-21T12:00:00Z"), ZoneOffset.UTC);
    private static final UUID MODEL = UUID.fromString("11111111-2222-3333-4444-555555555555");

    private static Issuer root;
    private static Issuer signer;

    private final AtomicLong nanos = new AtomicLong();
    private final MetadataShelf shelf = shelf(root);
    private final MetadataIntake intake = new MetadataIntake(shelf, CLOCK);

    @BeforeAll
    static void issues() throws Exception {
        root = Issuer.root("Metadata root");
        signer = root.signer("mds.fidoalliance.org");
    }

    @Test
    void a_newer_blob_is_taken_an_older_one_is_not_and_the_same_one_is_known() throws Exception {
        try (Connection tx = RealDatabase.fresh().getConnection()) {
            tx.setAutoCommit(false);
            assertThat(intake.offer(tx, Source.FILE, blob(7), null)).isInstanceOf(Outcome.Taken.class);
            intake.seen();
            assertThat(shelf.current(tx).orElseThrow().number()).isEqualTo(7);
            assertThat(intake.offer(tx, Source.UPLOAD, blob(6), "victor"))
                    .isInstanceOfSatisfying(
                            Outcome.Refused.class, no -> assertThat(no.why()).contains("6 is not newer"));
            String eight = blob(8);
            assertThat(intake.offer(tx, Source.UPLOAD, eight, "victor")).isInstanceOf(Outcome.Taken.class);
            intake.seen();
            assertThat(intake.offer(tx, Source.FILE, eight, null)).isEqualTo(new Outcome.Known(8));
            assertThat(shelf.current(tx).orElseThrow().number()).isEqualTo(8);
        }
    }

    @Test
    void a_refused_blob_changes_nothing_and_is_recorded_once() throws Exception {
        try (Connection tx = RealDatabase.fresh().getConnection()) {
            tx.setAutoCommit(false);
            intake.offer(tx, Source.FILE, blob(7), null);
            String forged = Blob.number(9).signedBy(Issuer.root("Metadata root").signer("mds.fidoalliance.org"));
            assertThat(intake.offer(tx, Source.FILE, forged, null))
                    .isEqualTo(new Outcome.Refused(BlobReading.Why.WRONG_CHAIN.words(), false));
            assertThat(intake.offer(tx, Source.FILE, forged, null))
                    .isEqualTo(new Outcome.Refused(BlobReading.Why.WRONG_CHAIN.words(), true));
            intake.seen();
            assertThat(shelf.current(tx).orElseThrow().number()).isEqualTo(7);
            assertThat(new KeptMetadata().tries(tx).get(Source.FILE).taken()).isFalse();
        }
    }

    @Test
    void another_node_serves_the_new_one_after_its_next_look() throws Exception {
        try (Connection tx = RealDatabase.fresh().getConnection()) {
            tx.setAutoCommit(false);
            intake.offer(tx, Source.FILE, blob(7), null);
            MetadataShelf other = shelf(root);
            assertThat(other.current(tx).orElseThrow().number()).isEqualTo(7);
            intake.offer(tx, Source.FILE, blob(8), null);
            assertThat(other.current(tx).orElseThrow().number()).isEqualTo(7);
            nanos.addAndGet(MetadataShelf.LOOK.toNanos());
            assertThat(other.current(tx).orElseThrow().number()).isEqualTo(8);
        }
    }

    @Test
    void who_writes_to_the_table_cannot_write_metadata() throws Exception {
        try (Connection tx = RealDatabase.fresh().getConnection();
                Statement statement = tx.createStatement()) {
            tx.setAutoCommit(false);
            intake.offer(tx, Source.FILE, blob(7), null);
            statement.execute("UPDATE kw_metadata SET number = 8, blob = blob || 'x'");
            assertThat(shelf(root).current(tx)).isEmpty();
            String forged = Blob.number(9).signedBy(Issuer.root("Metadata root").signer("mds.fidoalliance.org"));
            statement.execute("UPDATE kw_metadata SET number = 9, blob = '" + forged + "', sha256 = '"
                    + Hashes.sha256(forged) + "'");
            assertThat(shelf(root).current(tx)).isEmpty();
        }
    }

    @Test
    void under_another_root_the_kept_one_is_not_believed_and_any_number_of_the_new_root_is_taken() throws Exception {
        try (Connection tx = RealDatabase.fresh().getConnection()) {
            tx.setAutoCommit(false);
            intake.offer(tx, Source.FILE, blob(7), null);
            Issuer fido = Issuer.root("Another root");
            MetadataShelf there = shelf(fido);
            assertThat(there.current(tx)).isEmpty();
            MetadataIntake theirs = new MetadataIntake(there, CLOCK);
            String one = Blob.number(1).signedBy(fido.signer("mds.fidoalliance.org"));
            assertThat(theirs.offer(tx, Source.UPLOAD, one, "victor")).isInstanceOf(Outcome.Taken.class);
            theirs.seen();
            assertThat(there.current(tx).orElseThrow().number()).isEqualTo(1);
        }
    }

    private MetadataShelf shelf(Issuer under) {
        return new MetadataShelf(new TrustRoots(List.of(under.certificate()), "mds.fidoalliance.org"), nanos::get);
    }

    private static String blob(int number) throws Exception {
        return Blob.number(number)
                .model(MODEL, "Finger key", root.certificate(), "FIDO_CERTIFIED_L1")
                .signedBy(signer);
    }
}
