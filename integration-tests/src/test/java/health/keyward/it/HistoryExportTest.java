package health.keyward.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import health.keyward.contract.history.ExportJob;
import health.keyward.contract.history.ExportJobs;
import health.keyward.contract.history.ExportPhase;
import health.keyward.contract.history.SignInRow;
import health.keyward.local.house.DemoPerson;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Exports of the history in a running house (LH-11): ordered, followed, fetched in pieces, checked against a signed manifest, cancelled. A node that dies
 * on the way is in {@link TwoNodesTest}.
 */
class HistoryExportTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    /** What stands before the 32 bytes of a key in RFC 8410. */
    private static final String ED25519 = "302a300506032b6570032100";

    private static DemoPerson person;
    private static String filter;

    @BeforeAll
    static void somethingToExport() {
        person = Staff.hire("export", "system-admin");
        Tokens.issue(Tokens.console(), person, true);
        filter = "person=" + person.username() + "&kind=SIGN_IN&kind=TOKEN";
        History.eventually(filter, row -> row.kind().name().equals("SIGN_IN"));
        History.eventually(filter, row -> row.kind().name().equals("TOKEN"));
    }

    @Test
    void a_download_that_broke_off_is_taken_up_and_the_whole_is_what_the_log_signed() throws Exception {
        ExportJob job = done(ordered("sign-ins", "format=csv&" + filter));
        List<SignInRow> rows = History.signIns(filter);
        HttpResponse<byte[]> begun = file(job, "bytes=0-99");
        HttpResponse<byte[]> rest = file(job, "bytes=100-");
        HttpResponse<byte[]> whole = file(job, null);

        assertThat(begun.statusCode()).isEqualTo(206);
        assertThat(begun.headers().firstValue("Content-Range")).hasValue("bytes 0-99/" + job.bytes());
        assertThat(rest.headers().firstValue("ETag"))
                .as("still the same file")
                .isEqualTo(begun.headers().firstValue("ETag"));
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(begun.body());
        both.writeBytes(rest.body());
        assertThat(both.toByteArray()).isEqualTo(whole.body()).hasSize((int) job.bytes());
        assertThat(new String(whole.body(), StandardCharsets.UTF_8).lines())
                .hasSize((int) job.rows() + 1)
                .first()
                .asString()
                .startsWith("\"time\"");
        assertThat(job.rows()).isEqualTo(rows.size()).isGreaterThanOrEqualTo(2);
        assertThat(file(job, "bytes=" + job.bytes() + "-").statusCode()).isEqualTo(416);

        JsonNode signed = Admin.json(History.ask("history/exports/" + job.id() + "/manifest"));
        JsonNode manifest = signed.path("manifest");
        assertThat(manifest.path("sha256").asText()).isEqualTo(sha256(whole.body()));
        assertThat(manifest.path("rows").asLong()).isEqualTo(job.rows());
        assertThat(manifest.path("question").asText()).contains(person.username());
        assertThat(manifest.path("whole").asBoolean()).isTrue();
        String vkey =
                Admin.json(History.ask("audit/health")).path("vkeys").path(0).asText();
        String note = signed.path("note").asText();
        assertThat(note).startsWith("localhost/keyward+export\n");
        assertThat(Admin.JSON.readTree(note.lines().skip(1).findFirst().orElseThrow()))
                .isEqualTo(manifest);
        assertThat(signedBy(vkey, note)).isTrue();
        assertThat(signedBy(vkey, note.replace(job.id(), "0".repeat(32))))
                .as("a changed manifest")
                .isFalse();
    }

    @Test
    void the_same_rows_come_in_every_format() throws Exception {
        TreeSet<String> shown =
                History.signIns(filter).stream().map(SignInRow::id).collect(Collectors.toCollection(TreeSet::new));
        JsonNode json = Admin.JSON.readTree(
                file(done(ordered("sign-ins", "format=json&" + filter)), null).body());
        assertThat(json).extracting(row -> row.path("id").asText()).containsExactlyInAnyOrderElementsOf(shown);

        ExportJob fhir = done(ordered("sign-ins", "format=fhir&" + filter));
        HttpResponse<byte[]> file = file(fhir, null);
        assertThat(file.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/fhir+ndjson"));
        List<JsonNode> events = lines(file.body());
        assertThat(events)
                .hasSize(shown.size())
                .allMatch(event -> event.path("resourceType").asText().equals("AuditEvent"));
        assertThat(events)
                .extracting(event -> event.path("subtype").path(0).path("code").asText())
                .as("DICOM's Login, IHE's Get Access Token")
                .contains("110122", "ITI-71");
        assertThat(new String(file.body(), StandardCharsets.UTF_8))
                .as("pseudonyms unless names are asked for")
                .contains("urn:keyward:pseudonym")
                .doesNotContain(person.username());
        ExportJob named = done(ordered("sign-ins", "format=fhir&people=names&" + filter));
        assertThat(new String(file(named, null).body(), StandardCharsets.UTF_8)).contains(person.username());
        forget(fhir);
        forget(named);
    }

    @Test
    void changes_and_looks_are_events_of_their_own_and_stream_too() throws Exception {
        HttpResponse<String> answer = History.ask("history/changes/export?format=fhir&target=" + person.username());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        List<JsonNode> events = lines(answer.body().getBytes(StandardCharsets.UTF_8));
        assertThat(events)
                .as("how the person came to be")
                .anyMatch(event -> event.path("action").asText().equals("C"));
        HttpResponse<String> looks = History.ask("history/changes/export?format=fhir&operation=READ");
        assertThat(lines(looks.body().getBytes(StandardCharsets.UTF_8)))
                .anyMatch(event -> event.path("entity").path(0).has("query"));
        assertThat(History.ask("history/changes/export?format=csv&people=names").statusCode())
                .as("the other formats show what the list shows")
                .isEqualTo(400);
    }

    @Test
    void an_export_belongs_to_who_asked_for_it_and_is_gone_when_it_is_given_up() {
        ExportJob job = done(ordered("changes", "format=json&target=" + person.username()));
        assertThat(mine()).contains(job.id());
        Tokens.Issued other = Tokens.issue(Tokens.console(), Staff.hire("export-other", "system-admin"), true);
        for (String part : List.of("", "/file", "/manifest")) {
            assertThat(Http.get(History.api("history/exports/" + job.id() + part), other.access())
                            .statusCode())
                    .as(part)
                    .isEqualTo(404);
        }
        assertThat(Http.call("DELETE", History.api("history/exports/" + job.id()), other.access(), null)
                        .statusCode())
                .isEqualTo(404);
        forget(job);
        assertThat(read(job.id()).phase()).isEqualTo(ExportPhase.CANCELLED);
        assertThat(file(job, null).statusCode()).isEqualTo(409);
        assertThat(History.eventuallyChange(
                                "operation=READ&area=LOOK",
                                change -> change.target().equals("POST history/changes/exports"))
                        .actor())
                .as("who ordered it is in the ledger")
                .isEqualTo(Ward.keeper().username());
    }

    static ExportJob ordered(String list, String question) {
        HttpResponse<String> answer =
                Http.call("POST", History.api("history/" + list + "/exports?" + question), Tokens.keeper(), null);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return History.parse(answer.body(), new com.fasterxml.jackson.core.type.TypeReference<>() {});
    }

    private static ExportJob done(ExportJob job) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        ExportJob now = job;
        while (now.endedAt() == null && System.nanoTime() < end) {
            LockSupport.parkNanos(200_000_000L);
            now = read(job.id());
        }
        assertThat(now.phase()).as("%s", now).isEqualTo(ExportPhase.DONE);
        return now;
    }

    private static ExportJob read(String id) {
        return History.read("history/exports/" + id, ExportJob.class);
    }

    private static List<String> mine() {
        return History.read("history/exports", ExportJobs.class).rows().stream()
                .map(ExportJob::id)
                .toList();
    }

    private static void forget(ExportJob job) {
        assertThat(Http.call("DELETE", History.api("history/exports/" + job.id()), Tokens.keeper(), null)
                        .statusCode())
                .isEqualTo(204);
    }

    private static HttpResponse<byte[]> file(ExportJob job, @org.jspecify.annotations.Nullable String range) {
        URI address = History.api("history/exports/" + job.id() + "/file");
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address).header("Authorization", "Bearer " + Tokens.keeper());
        if (range != null) {
            request.header("Range", range);
        }
        return Http.sendForBytes(request.build());
    }

    private static List<JsonNode> lines(byte[] file) throws java.io.IOException {
        List<JsonNode> lines = new java.util.ArrayList<>();
        for (String line : new String(file, StandardCharsets.UTF_8).lines().toList()) {
            lines.add(Admin.JSON.readTree(line));
        }
        return lines;
    }

    private static String sha256(byte[] file) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file));
    }

    /** C2SP signed note, checked with nothing but the public key. */
    private static boolean signedBy(String vkey, String note) throws Exception {
        String[] key = vkey.split("\\+", 3);
        byte[] raw = Base64.getDecoder().decode(key[2]);
        PublicKey known = KeyFactory.getInstance("Ed25519")
                .generatePublic(new X509EncodedKeySpec(
                        HexFormat.of().parseHex(ED25519 + HexFormat.of().formatHex(raw, 1, raw.length))));
        int gap = note.indexOf("\n\n");
        String line = note.substring(gap + 2)
                .lines()
                .filter(one -> one.startsWith("\u2014 " + key[0] + " "))
                .findFirst()
                .orElseThrow();
        byte[] signature = Base64.getDecoder().decode(line.substring(line.lastIndexOf(' ') + 1));
        Signature check = Signature.getInstance("Ed25519");
        check.initVerify(known);
        check.update(note.substring(0, gap + 1).getBytes(StandardCharsets.UTF_8));
        return check.verify(signature, 4, signature.length - 4);
    }
}
