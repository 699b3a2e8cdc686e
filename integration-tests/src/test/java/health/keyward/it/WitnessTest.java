package health.keyward.it;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.audit.core.AllAnchors;
import health.keyward.audit.core.Anchors;
import health.keyward.audit.core.Anchors.Newest;
import health.keyward.audit.core.Anchors.Told;
import health.keyward.audit.core.Checkpoint;
import health.keyward.audit.core.Hash;
import health.keyward.audit.core.Merkle;
import health.keyward.audit.core.Origin;
import health.keyward.audit.core.SigningKey;
import health.keyward.audit.core.TreeHead;
import health.keyward.audit.core.WitnessPolicy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log's side and the witness's side, which share no code, as two processes: what the one sends the other accepts, and a fork is refused (AL-3). */
class WitnessTest {
    private static final Origin ORIGIN = new Origin("audit.example.org/keyward");

    private final SigningKey key = key();

    @TempDir
    private Path state;

    private Process witness;
    private Anchors anchors;

    @BeforeEach
    void start() throws IOException {
        witness = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "health.keyward.verifier.Main",
                        "witness",
                        "--state",
                        state.toString(),
                        "--port",
                        "0",
                        "--log",
                        key.vkey().text())
                .redirectErrorStream(true)
                .start();
        String[] words = String.valueOf(witness.inputReader().readLine()).split(" ");
        assertThat(words).hasSize(4);
        WitnessPolicy policy = WitnessPolicy.parse("witness w " + words[1] + " " + words[3] + "\nquorum w\n");
        anchors = AllAnchors.of(
                new AllAnchors.Places(null, policy, null, null), ORIGIN, List.of(key.vkey()), Clock.systemUTC());
    }

    @AfterEach
    void stop() throws InterruptedException {
        witness.destroyForcibly().waitFor();
    }

    @Test
    void a_log_that_grows_is_cosigned_and_asked_for_its_newest() {
        List<Hash> leaves = leaves(300, "true");
        assertThat(anchors.newest(ORIGIN.name())).containsExactly(remembered(Optional.empty()));
        assertThat(publish(leaves, 1, 120)).allMatch(Told.Kept.class::isInstance);
        assertThat(publish(leaves, 1, 300)).allMatch(Told.Kept.class::isInstance);
        assertThat(publish(leaves, 1, 300)).as("told again").allMatch(Told.Kept.class::isInstance);
        assertThat(anchors.newest(ORIGIN.name())).containsExactly(remembered(Optional.of(head(leaves, 1, 300))));
    }

    @Test
    void a_fork_and_a_log_that_was_set_back_are_refused() {
        List<Hash> leaves = leaves(300, "true");
        publish(leaves, 1, 200);
        assertThat(publish(leaves(300, "other"), 1, 250)).first().isInstanceOf(Told.Refused.class);
        assertThat(publish(leaves(300, "other"), 1, 200)).first().isInstanceOf(Told.Refused.class);
        assertThat(publish(leaves, 1, 100)).first().isInstanceOf(Told.Refused.class);
        assertThat(publish(leaves, 1, 250)).as("the true log goes on").allMatch(Told.Kept.class::isInstance);
    }

    @Test
    void a_new_epoch_is_a_new_log_to_the_witness_and_the_newest_one() {
        publish(leaves(300, "true"), 1, 200);
        List<Hash> second = leaves(10, "second");
        assertThat(publish(second, 2, 10)).allMatch(Told.Kept.class::isInstance);
        assertThat(anchors.newest(ORIGIN.name())).containsExactly(remembered(Optional.of(head(second, 2, 10))));
    }

    private static Newest remembered(Optional<TreeHead> head) {
        return new Newest.Remembered("witness witness.local/keyward", head);
    }

    private List<Told> publish(List<Hash> leaves, int epoch, int size) {
        TreeHead head = head(leaves, epoch, size);
        List<Hash> sized = leaves.subList(0, size);
        return anchors.publish(
                head,
                Checkpoint.signed(head, List.of(key)).whole(),
                from -> from == 0 || from == size ? List.of() : subproof((int) from, sized, true));
    }

    private static TreeHead head(List<Hash> leaves, int epoch, int size) {
        return new TreeHead(ORIGIN.of(epoch), size, root(leaves.subList(0, size)));
    }

    private static List<Hash> leaves(int count, String salt) {
        List<Hash> leaves = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            leaves.add(Merkle.leaf((salt + i).getBytes(StandardCharsets.UTF_8)));
        }
        return leaves;
    }

    /** RFC 9162, 2.1.1. */
    private static Hash root(List<Hash> leaves) {
        if (leaves.size() == 1) {
            return leaves.getFirst();
        }
        int k = Integer.highestOneBit(leaves.size() - 1);
        return Merkle.node(root(leaves.subList(0, k)), root(leaves.subList(k, leaves.size())));
    }

    /** RFC 9162, 2.1.4.1. */
    private static List<Hash> subproof(int m, List<Hash> leaves, boolean whole) {
        if (m == leaves.size()) {
            return whole ? List.of() : List.of(root(leaves));
        }
        int k = Integer.highestOneBit(leaves.size() - 1);
        List<Hash> left = leaves.subList(0, k);
        List<Hash> right = leaves.subList(k, leaves.size());
        List<Hash> proof = new ArrayList<>(m <= k ? subproof(m, left, whole) : subproof(m - k, right, false));
        proof.add(root(m <= k ? right : left));
        return proof;
    }

    private static SigningKey key() {
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            return new SigningKey(ORIGIN.name(), pair.getPrivate(), pair.getPublic());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
