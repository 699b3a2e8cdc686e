package health.keyward.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import health.keyward.audit.core.Checkpoint;
import health.keyward.audit.core.Merkle;
import health.keyward.audit.core.SigningKey;
import health.keyward.audit.core.TreeHead;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The log of the running house refuses to be signed, two administrators agree on a new epoch while it does, and it goes on. Late, because the house stays
 * in its second epoch.
 */
@Tag("alone")
@Order(Integer.MAX_VALUE - 2)
class NewEpochTest {
    private static final long PATIENCE_NANOS = 120_000_000_000L;
    private static final String ORIGIN = "localhost/keyward";

    @TempDir
    private Path folder;

    @Test
    void two_administrators_let_a_log_go_on_that_refuses_to_be_signed() throws Exception {
        Supplier<String> first = Badge.of(Tokens.console(), Staff.hire("epo-one", "system-admin"), true);
        Supplier<String> second = Badge.of(Tokens.console(), Staff.hire("epo-two", "system-admin"), true);
        remembersMore();
        eventually(first, "audit/health", health -> reasons(health).contains("rolled-back"));

        JsonNode proposal = Admin.json(ask(
                first,
                "POST",
                "approval/proposals",
                Map.of(
                        "kind", "new-epoch",
                        "asked", Map.of("reason", "the dump of Friday was put back"),
                        "reason", "nothing more can be recovered")));
        assertThat(proposal.at("/row/state").asText()).as(proposal.toString()).isEqualTo("OPEN");
        assertThat(confirm(first, proposal).statusCode()).as("the proposer").isEqualTo(403);
        assertThat(epochs(first)).as("one alone opens nothing").isEqualTo(1);
        HttpResponse<String> confirmed = confirm(second, proposal);
        assertThat(confirmed.statusCode()).as(confirmed.body()).isEqualTo(200);

        assertThat(epochs(first)).isEqualTo(2);
        JsonNode kept = eventually(
                first,
                "audit/retention",
                answer -> answer.at("/acts/0/type").asText().equals("EPOCH"));
        assertThat(kept.at("/acts/0/facts/approval").asText())
                .isEqualTo(proposal.at("/row/id").asText());
        assertThat(kept.at("/acts/0/facts/reason").asText()).isEqualTo("the dump of Friday was put back");
        eventually(
                first,
                "audit/health",
                health -> health.path("lastCheckpointSize").asLong() > 1
                        && !reasons(health).contains("rolled-back"));
        Path export = Files.write(folder.resolve("evidence.zip"), EvidenceTest.bytes("audit/export"));
        EvidenceTest.Run verified = EvidenceTest.verifier("verify", export.toString(), "--key", EvidenceTest.vkey());
        assertThat(verified.exit()).as(verified.said()).isZero();
    }

    /** A checkpoint of the house's own key that knows of more entries than there are, as after a restore. */
    private static void remembersMore() throws Exception {
        SigningKey key = SigningKey.ofPem(
                ORIGIN, Files.readString(Ward.house().options().state().resolve("signing-key.pem")));
        long size = Database.number("SELECT size + 1000000 FROM kw_audit_head");
        String note = Checkpoint.signed(new TreeHead(ORIGIN, size, Merkle.empty()), List.of(key))
                .whole();
        Database.run("INSERT INTO kw_audit_checkpoint (epoch, size, note, at) VALUES (1, " + size + ", '" + note
                + "', now())");
    }

    private static int epochs(Supplier<String> who) {
        return Admin.json(ask(who, "GET", "audit/epochs", null)).path("rows").size();
    }

    private static List<String> reasons(JsonNode health) {
        return StreamSupport.stream(health.path("reasons").spliterator(), false)
                .map(reason -> reason.path("code").asText())
                .toList();
    }

    private static HttpResponse<String> confirm(Supplier<String> who, JsonNode proposal) {
        return ask(
                who,
                "POST",
                "approval/proposals/" + proposal.at("/row/id").asText() + "/confirm",
                Map.of("hash", proposal.at("/row/hash").asText()));
    }

    private static HttpResponse<String> ask(Supplier<String> who, String method, String path, @Nullable Object body) {
        return Http.call(
                method,
                Admin.address("hospital/keyward/v1/" + path),
                who.get(),
                body == null ? null : Admin.text(body));
    }

    private static JsonNode eventually(Supplier<String> who, String path, Predicate<JsonNode> like) {
        long end = System.nanoTime() + PATIENCE_NANOS;
        JsonNode seen = Admin.json(ask(who, "GET", path, null));
        while (!like.test(seen) && System.nanoTime() < end) {
            java.util.concurrent.locks.LockSupport.parkNanos(300_000_000L);
            seen = Admin.json(ask(who, "GET", path, null));
        }
        return Optional.of(seen).filter(like).orElseThrow(() -> new AssertionError("not within two minutes: " + path));
    }
}
