package health.keyward.approval.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import health.keyward.approval.Change;
import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadTest {
    @Test
    void a_text_reads_back_as_the_change_it_was_made_from() {
        for (Change change : List.of(
                change(new UserId("u-1"), "-", null),
                change(null, null, "="),
                change(null, "old value", "Grüße, 日本"))) {
            assertThat(Payload.read(Payload.text(change))).isEqualTo(change);
        }
    }

    @Test
    void a_dash_and_nothing_at_all_are_two_changes() {
        assertThat(Payload.hash(Payload.text(change(null, "-", "x"))))
                .isNotEqualTo(Payload.hash(Payload.text(change(null, null, "x"))));
    }

    @Test
    void the_hash_is_the_one_any_tool_computes() {
        assertThat(Payload.hash("abc")).isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tab\tin it", "line\nin it", "null\u0000in it", ""})
    void no_value_can_break_out_of_its_field(String value) {
        assertThatThrownBy(() -> change(null, null, value)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Change(
                        "kind",
                        new RealmId("r"),
                        "title",
                        null,
                        Map.of("name", value),
                        List.of(new Change.Line("a", null, "b"))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "keyward-approval/1",
                "keyward-approval/2\nkind\tx\nrealm\tr\ntitle\tt\nsubject\t-\nline\ta\t-\t=b\n"
            })
    void what_is_none_of_ours_is_not_read(String text) {
        assertThatThrownBy(() -> Payload.read(text)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Change change(
            @org.jspecify.annotations.Nullable UserId subject,
            @org.jspecify.annotations.Nullable String before,
            @org.jspecify.annotations.Nullable String after) {
        return new Change(
                "some-kind",
                new RealmId("hospital"),
                "A title",
                subject,
                Map.of("b", "2", "a", "1"),
                List.of(new Change.Line("name", before, after)));
    }
}
