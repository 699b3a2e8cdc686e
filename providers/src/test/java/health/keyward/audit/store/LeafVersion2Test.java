package health.keyward.audit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import health.keyward.audit.Recorded;
import health.keyward.audit.core.DataKey;
import health.keyward.audit.core.EventIds;
import health.keyward.audit.core.KeyOwner;
import health.keyward.kernel.Actor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The bytes of an entry (ADR 0004): what names a person is sealed under that person's key, everything is bound to everything. */
class LeafVersion2Test {
    private static final Instant AT = Instant.parse("2026-11-20T12:00:00.123Z");
    private static final Actor BOSS = new Actor("r1", "boss-id", "boss", "keyward-console", "s-9", "10.9.9.9");

    private final Map<KeyOwner, DataKey> keys = new HashMap<>();
    private final LeafWriter writer = new LeafWriter(this::key);

    @Test
    void the_bytes_are_those_of_the_format() {
        LeafWriter fixed = new LeafWriter(
                owner -> new DataKey(UUID.fromString("00112233-4455-6677-8899-aabbccddeeff"), filled(32, 7)),
                () -> filled(12, 9));
        Recorded undone =
                new Recorded.Undone("0f".repeat(16), AT, "r1", "LOGIN", "u1", "ada", "ward-board", "10.1.2.3");

        byte[] leaf = fixed.seal(undone, "bootbootbootbootbootbo", 42).bytes();

        String header =
                "{\"kind\":\"undone\",\"id\":\"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f\",\"at\":\"2026-11-20T12:00:00.123Z\","
                        + "\"realmId\":\"r1\",\"boot\":\"bootbootbootbootbootbo\",\"nseq\":42,\"type\":\"LOGIN\",\"clientId\":\"ward-board\"}";
        String before = "02" + "%08x".formatted(header.length()) + hex(header.getBytes(StandardCharsets.UTF_8)) + "01";
        assertThat(hex(leaf)).isEqualTo(before + GOLDEN_PART);
    }

    /** Made by another implementation of AES-256-GCM and SHA-256. */
    private static final String GOLDEN_PART =
            "00112233445566778899aabbccddeefff21e374b470094b8006e94618500e823090909090909090909090909000000455ca7"
                    + "f1e7db8288058258e94dd7c88ffda1c306815a8f9aa54d9464c7b1152356f18483a7903759635d898727741ad2fa4e7aadb6"
                    + "6f93e9aea45e00c1c4c2c9665d458b6019";

    static List<Recorded> everyKind() {
        return List.of(
                activity("LOGIN", null, "u1", "ada", Map.of("grant_type", "authorization_code")),
                activity("LOGIN_ERROR", "user_not_found", null, null, Map.of()),
                change(
                        "users/u1",
                        "u1",
                        BOSS,
                        List.of(new Recorded.FieldChange("User", "u1", "firstName", "Ada", null))),
                change(
                        "clients/c1",
                        null,
                        BOSS,
                        List.of(new Recorded.FieldChange("Client", "c1", "enabled", "true", "false"))),
                change(
                        "partialImport",
                        null,
                        BOSS,
                        List.of(new Recorded.FieldChange("User", "u2", "email", null, "eve@x"))),
                change("users/boss-id", "boss-id", BOSS, List.of()),
                change("", null, Actor.NOBODY, List.of()),
                new Recorded.Refusal(EventIds.fresh(), AT, "r1", "hospital", "PUT", "users/u1", 403, BOSS, "curl/8"),
                new Recorded.Refusal(EventIds.fresh(), AT, "", "no-such", "GET", "", 401, Actor.NOBODY, null),
                new Recorded.Look(
                        EventIds.fresh(), AT, "r1", BOSS, "GET history/people/u1", "person=ada", "FINISHED", 7L),
                new Recorded.Undone(EventIds.fresh(), AT, "r1", "LOGIN", "u1", "ada", "ward-board", "10.1.2.3"),
                new Recorded.Act(
                        EventIds.fresh(),
                        AT,
                        "r1",
                        "breakglass",
                        "GRANT_STARTED",
                        null,
                        "0f".repeat(16),
                        "u1",
                        "ada",
                        BOSS,
                        Map.of("reason", "BTG")),
                new Recorded.Act(
                        EventIds.fresh(),
                        AT,
                        "r1",
                        "inactivity",
                        "RUN",
                        "halted",
                        null,
                        null,
                        null,
                        Actor.NOBODY,
                        Map.of()),
                decision("u1", null),
                decision(null, "made-up"),
                new Recorded.Mark(EventIds.fresh(), AT, "", "HEARTBEAT", Map.of("uptimeMillis", "7")));
    }

    private static Recorded.Decision decision(@Nullable String userId, @Nullable String subject) {
        return new Recorded.Decision(
                EventIds.fresh(),
                AT,
                "r1",
                "DENY",
                "DECISION_POINT",
                "ward-board",
                "read",
                "user",
                "record",
                List.of("record.not_in_care_team"),
                "2026-11-29.1",
                "embedded",
                21,
                true,
                null,
                userId,
                userId == null ? null : "ada",
                subject,
                "boss-record",
                "10.1.2.3",
                "curl/8",
                "s-1",
                "cd".repeat(32),
                "{\"subject\":{\"id\":\"boss\"}}",
                "[{\"path\":\"subject.properties.username\",\"value\":\"eve@x\",\"source\":\"profile\"}]",
                null,
                "{\"reasons\":[]}",
                "{\"decision\":false}");
    }

    @ParameterizedTest
    @MethodSource("everyKind")
    void what_was_sealed_reads_the_same(Recorded recorded) throws IOException {
        assertThat(read(writer.seal(recorded, "b", 2))).isEqualTo(recorded);
    }

    @ParameterizedTest
    @MethodSource("everyKind")
    void without_its_keys_an_entry_names_nobody_and_still_reads(Recorded recorded) throws IOException {
        SealedLeaf leaf = writer.seal(recorded, "b", 2);
        assertThat(new String(SealedEntry.of(leaf.bytes()).header(), StandardCharsets.UTF_8))
                .doesNotContain("\"ada\"", "u1", "s-9", "s-1", "Ada\"");
        assertThat(new String(leaf.bytes(), StandardCharsets.ISO_8859_1))
                .as("sealed bytes are random and hold any two or three letters now and then, so only longer words"
                        + " are looked for in them")
                .doesNotContain("boss", "eve@x", "10.1.2.3", "10.9.9.9", "curl", "code-1");
        keys.clear();
        assertThat(read(leaf)).isNotNull().extracting(Recorded::id).isEqualTo(recorded.id());
    }

    @Test
    void random_activities_and_changes_survive_the_way_there_and_back() throws IOException {
        Random random = new Random(4);
        for (int i = 0; i < 2_000; i++) {
            Recorded recorded = random.nextBoolean() ? randomActivity(random) : randomChange(random);
            assertThat(read(writer.seal(recorded, "b", i))).isEqualTo(recorded);
        }
    }

    @Test
    void the_header_is_what_a_verifier_without_keys_needs() throws IOException {
        JsonNode header = header(writer.seal(activity("LOGIN", null, "u1", "ada", Map.of()), "run", 8));
        assertThat(header.path("kind").asText()).isEqualTo("activity");
        assertThat(header.path("boot").asText()).isEqualTo("run");
        assertThat(header.path("nseq").asLong()).isEqualTo(8);
        assertThat(header.path("type").asText()).isEqualTo("LOGIN");
        assertThat(header.path("clientId").asText()).isEqualTo("ward-board");
        assertThat(header.path("amr")).hasSize(2);
        assertThat(header.has("userId")).isFalse();
        assertThat(header.has("details")).isFalse();
    }

    @Test
    void a_change_has_a_part_for_the_target_and_one_for_the_actor() throws IOException {
        Recorded change = change(
                "users/u1", "u1", BOSS, List.of(new Recorded.FieldChange("User", "u1", "firstName", "Ada", "Eve")));
        SealedLeaf leaf = writer.seal(change, "b", 2);
        assertThat(SealedEntry.of(leaf.bytes()).parts()).hasSize(2);

        keys.remove(new KeyOwner.Person("r1", "u1"));
        Recorded.Change left = (Recorded.Change) merged(leaf, List.of());

        assertThat(left.actor()).isEqualTo(BOSS);
        assertThat(left.targetUserId()).isNull();
        assertThat(left.fields()).isEmpty();
        assertThat(left.target()).isEmpty();
    }

    @Test
    void attempts_by_nobody_known_share_the_key_of_the_month() {
        for (int i = 0; i < 100; i++) {
            writer.seal(activity("LOGIN_ERROR", "user_not_found", null, null, Map.of()), "b", i);
        }
        assertThat(keys).hasSize(1);
        assertThat(keys.keySet()).first().isInstanceOf(KeyOwner.Month.class);
    }

    @Test
    void no_byte_can_be_changed_without_closing_the_part() {
        byte[] leaf = writer.seal(activity("LOGIN", null, "u1", "ada", Map.of()), "b", 2)
                .bytes();
        DataKey ada = key(new KeyOwner.Person("r1", "u1"));
        assertThat(opens(leaf, ada)).isTrue();
        for (int i = 0; i < leaf.length; i++) {
            byte[] changed = leaf.clone();
            changed[i] ^= 1;
            assertThat(opens(changed, ada)).as("byte %d", i).isFalse();
        }
    }

    private static boolean opens(byte[] leaf, DataKey key) {
        try {
            SealedEntry entry = SealedEntry.of(leaf);
            return entry.open(entry.parts().getFirst(), key).isPresent();
        } catch (IOException noEntry) {
            return false;
        }
    }

    @Test
    void another_key_under_the_same_name_is_caught_by_the_commitment() throws IOException {
        SealedEntry entry = SealedEntry.of(writer.seal(activity("LOGIN", null, "u1", "ada", Map.of()), "b", 2)
                .bytes());
        SealedEntry.Part part = entry.parts().getFirst();
        DataKey right = key(new KeyOwner.Person("r1", "u1"));
        DataKey swapped = new DataKey(right.ref(), filled(32, 1));
        assertThat(entry.open(part, right)).isPresent();
        assertThat(entry.open(part, swapped)).isEmpty();
        assertThat(swapped.committedTo(part.commitment())).isFalse();
    }

    @Test
    void a_part_opens_in_its_own_entry_only() throws IOException {
        byte[] one = writer.seal(activity("LOGIN", null, "u1", "ada", Map.of()), "b", 2)
                .bytes();
        byte[] other = writer.seal(activity("LOGIN", null, "u1", "ada", Map.of()), "b", 3)
                .bytes();
        byte[] before = SealedEntry.of(one).before();
        byte[] mixed = ByteBuffer.allocate(other.length)
                .put(before)
                .put(Arrays.copyOfRange(other, before.length, other.length))
                .array();
        assertThat(((Recorded.UserActivity) merged(new SealedLeaf(mixed, List.of()), List.of())).username())
                .isNull();
    }

    @Test
    void two_parts_cannot_change_places() throws IOException {
        byte[] leaf =
                writer.seal(change("users/u1", "u1", BOSS, List.of()), "b", 2).bytes();
        SealedEntry entry = SealedEntry.of(leaf);
        SealedEntry.Part first = entry.parts().get(0);
        SealedEntry.Part second = entry.parts().get(1);
        SealedEntry.Part moved =
                new SealedEntry.Part(0, second.ref(), second.commitment(), second.nonce(), second.sealed());
        DataKey boss = key(new KeyOwner.Person("r1", "boss-id"));
        assertThat(entry.open(second, boss)).isPresent();
        assertThat(entry.open(moved, boss)).isEmpty();
        assertThat(first.ref()).isNotEqualTo(second.ref());
    }

    @Test
    void what_does_not_fit_is_kept_sealed_beside_the_entry_and_nothing_is_lost() throws IOException {
        List<Recorded.FieldChange> many = IntStream.range(0, 500)
                .mapToObj(
                        i -> new Recorded.FieldChange("User", "u1", "field" + i, "x".repeat(1_000), "ä".repeat(1_000)))
                .toList();
        Recorded change = change("users/u1", "u1", BOSS, many);
        SealedLeaf leaf = writer.seal(change, "b", 2);
        assertThat(leaf.bytes().length).isLessThan(LeafWriter.LONGEST);
        assertThat(leaf.payloads()).hasSize(1);
        assertThat(header(leaf).path("payloads").get(0).path("sha256").asText())
                .isEqualTo(leaf.payloads().getFirst().hash());

        assertThat(merged(leaf, leaf.payloads())).isEqualTo(change);
        assertThat(((Recorded.Change) merged(leaf, List.of())).targetUserId()).isEqualTo("u1");
    }

    @Test
    void settings_that_do_not_fit_are_kept_too() throws IOException {
        List<Recorded.FieldChange> many = IntStream.range(0, 200)
                .mapToObj(i -> new Recorded.FieldChange("Client", "c1", "field" + i, "x".repeat(500), "y".repeat(500)))
                .toList();
        Recorded change = change("clients/c1", null, BOSS, many);
        SealedLeaf leaf = writer.seal(change, "b", 2);
        assertThat(leaf.bytes().length).isLessThan(LeafWriter.LONGEST);
        assertThat(merged(leaf, leaf.payloads())).isEqualTo(change);
    }

    @Test
    void a_payload_of_another_entry_is_not_taken() throws IOException {
        List<Recorded.FieldChange> many = IntStream.range(0, 100)
                .mapToObj(i -> new Recorded.FieldChange("User", "u1", "field" + i, "x".repeat(500), "y".repeat(500)))
                .toList();
        SealedLeaf leaf = writer.seal(change("users/u1", "u1", BOSS, many), "b", 2);
        SealedLeaf other = writer.seal(change("users/u1", "u1", BOSS, many), "b", 3);
        Payload moved = new Payload(
                leaf.payloads().getFirst().eventId(),
                leaf.payloads().getFirst().part(),
                other.payloads().getFirst().bytes());
        assertThat(((Recorded.Change) merged(leaf, List.of(moved))).fields()).isEmpty();
    }

    @Test
    void a_client_name_too_long_to_be_one_is_sealed() throws IOException {
        String typed = "hunter2 ".repeat(50);
        Recorded.UserActivity a = activity("LOGIN_ERROR", "client_not_found", null, null, Map.of());
        Recorded.UserActivity long1 = new Recorded.UserActivity(
                a.id(),
                a.at(),
                a.realmId(),
                a.type(),
                a.error(),
                null,
                null,
                null,
                typed,
                null,
                null,
                List.of(),
                null,
                null,
                false,
                null,
                null,
                null,
                null,
                List.of(),
                Map.of());
        SealedLeaf leaf = writer.seal(long1, "b", 2);
        assertThat(header(leaf).has("clientId")).isFalse();
        assertThat(new String(leaf.bytes(), StandardCharsets.ISO_8859_1)).doesNotContain("hunter2");
    }

    @Test
    void bytes_that_are_cut_short_or_go_on_are_no_entry() {
        byte[] leaf = writer.seal(activity("LOGIN", null, "u1", "ada", Map.of()), "b", 2)
                .bytes();
        for (int length = 1; length < leaf.length; length++) {
            byte[] cut = Arrays.copyOf(leaf, length);
            assertThatThrownBy(() -> SealedEntry.of(cut)).isInstanceOf(IOException.class);
        }
        assertThatThrownBy(() -> SealedEntry.of(Arrays.copyOf(leaf, leaf.length + 1)))
                .isInstanceOf(IOException.class);
    }

    @Test
    void fields_that_nobody_needs_are_left_out_and_the_others_are_the_same() throws IOException {
        Recorded.Decision whole = decision("u1", null);
        SealedEntry sealed = SealedEntry.of(writer.seal(whole, "b", 2).bytes());
        Recorded some = LeafReader.merged(sealed, byRef(), Map.of(), Set.of("attributes", "why"));
        assertThat(some)
                .usingRecursiveComparison()
                .ignoringFields("attributes", "why")
                .isEqualTo(whole);
        assertThat(some).extracting("attributes", "why").containsOnlyNulls();
        assertThat(LeafReader.merged(sealed, byRef(), Map.of(), Set.of())).isEqualTo(whole);
    }

    @Test
    void entries_of_the_first_release_still_read() throws IOException {
        for (Recorded recorded : everyKind()) {
            assertThat(read(new SealedLeaf(Leaf.bytes(recorded), List.of()))).isEqualTo(recorded);
        }
    }

    private @Nullable Recorded read(SealedLeaf leaf) {
        try {
            return leaf.bytes()[0] == LeafWriter.VERSION ? merged(leaf, List.of()) : Leaf.read(leaf.bytes());
        } catch (IOException noEntry) {
            return null;
        }
    }

    private Recorded merged(SealedLeaf leaf, List<Payload> payloads) throws IOException {
        return LeafReader.merged(
                SealedEntry.of(leaf.bytes()),
                byRef(),
                payloads.isEmpty() ? Map.of() : Map.of(payloads.getFirst().eventId(), payloads),
                Set.of());
    }

    private Map<UUID, DataKey> byRef() {
        Map<UUID, DataKey> known = new HashMap<>();
        keys.values().forEach(key -> known.put(key.ref(), key));
        return known;
    }

    private DataKey key(KeyOwner owner) {
        return keys.computeIfAbsent(owner, o -> new DataKey(UUID.randomUUID(), DataKey.freshBytes()));
    }

    private static JsonNode header(SealedLeaf leaf) throws IOException {
        return Leaf.object(SealedEntry.of(leaf.bytes()).header());
    }

    private static Recorded.UserActivity activity(
            String type,
            @Nullable String error,
            @Nullable String userId,
            @Nullable String username,
            Map<String, String> details) {
        return new Recorded.UserActivity(
                EventIds.fresh(),
                AT,
                "r1",
                type,
                error,
                userId,
                username,
                userId == null ? "ab".repeat(32) : null,
                "ward-board",
                "openid-connect",
                "password",
                List.of("pwd", "mfa"),
                "mfa",
                AT,
                false,
                "10.1.2.3",
                "curl/8",
                "s-1",
                "code-1",
                List.of(),
                details);
    }

    private static Recorded.Change change(
            String target, @Nullable String targetUserId, Actor actor, List<Recorded.FieldChange> fields) {
        return new Recorded.Change(
                EventIds.fresh(),
                AT,
                "r1",
                Recorded.Source.ADMIN_EVENT,
                "UPDATE",
                "USER",
                target,
                targetUserId,
                targetUserId == null ? null : "ada",
                actor,
                fields,
                "cd".repeat(32));
    }

    private static Recorded randomActivity(Random random) {
        String user = maybe(random);
        return new Recorded.UserActivity(
                EventIds.fresh(),
                AT.plusMillis(random.nextInt()),
                "r" + random.nextInt(3),
                text(random),
                maybe(random),
                user,
                user == null ? null : maybe(random),
                maybe(random),
                maybe(random),
                maybe(random),
                maybe(random),
                texts(random),
                maybe(random),
                random.nextBoolean() ? AT : null,
                random.nextBoolean(),
                maybe(random),
                maybe(random),
                maybe(random),
                maybe(random),
                texts(random),
                Map.of(text(random), text(random)));
    }

    private static Recorded randomChange(Random random) {
        List<Recorded.FieldChange> fields = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            fields.add(new Recorded.FieldChange(
                    random.nextBoolean() ? "Client" : "User",
                    maybe(random),
                    text(random),
                    maybe(random),
                    maybe(random)));
        }
        String who = maybe(random);
        return new Recorded.Change(
                EventIds.fresh(),
                AT,
                "r1",
                Recorded.Source.values()[random.nextInt(4)],
                text(random),
                text(random),
                random.nextBoolean() ? "users/" + text(random) : text(random),
                who,
                who == null ? null : maybe(random),
                new Actor(maybe(random), maybe(random), maybe(random), maybe(random), maybe(random), maybe(random)),
                fields,
                maybe(random));
    }

    private static List<String> texts(Random random) {
        return random.nextBoolean() ? List.of() : List.of(text(random), text(random));
    }

    private static @Nullable String maybe(Random random) {
        return random.nextInt(3) == 0 ? null : text(random);
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder("t");
        for (int i = random.nextInt(20); i > 0; i--) {
            text.appendCodePoint(" aZ\"\\\u0000\n€😀{}".codePoints().toArray()[random.nextInt(10)]);
        }
        return text.toString();
    }

    private static byte[] filled(int length, int value) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
