package health.keyward.audit.core;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.audit.Recorded.FieldChange;
import health.keyward.audit.Touch;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FoldedTest {
    @Test
    void an_insert_followed_by_updates_counts_once() {
        assertThat(Folded.fields(List.of(touch("enabled", null, "false"), touch("enabled", "false", "true"))))
                .containsExactly(field("enabled", null, "true"));
    }

    @Test
    void a_field_that_ended_as_it_began_did_not_change() {
        assertThat(Folded.fields(List.of(touch("enabled", "true", "false"), touch("enabled", "false", "true"))))
                .isEmpty();
    }

    @Test
    void a_replaced_secret_shows_although_its_value_is_hidden() {
        assertThat(Folded.fields(List.of(touch("password", Masks.MARKER, Masks.MARKER))))
                .hasSize(1);
    }

    @Test
    void a_flood_of_fields_is_cut_and_says_how_many_are_left_out() {
        List<Touch> many = IntStream.range(0, Folded.MOST_FIELDS + 7)
                .mapToObj(i -> touch("f" + i, null, "x"))
                .toList();
        assertThat(Folded.fields(many))
                .hasSize(Folded.MOST_FIELDS + 1)
                .last()
                .isEqualTo(new FieldChange("Fields", null, "left out", null, "7"));
    }

    private static Touch touch(String name, @Nullable String before, @Nullable String after) {
        return new Touch(Touch.Kind.UPDATED, "User", "u1", Map.of(), List.of(field(name, before, after)));
    }

    private static FieldChange field(String name, @Nullable String before, @Nullable String after) {
        return new FieldChange("User", "u1", name, before, after);
    }
}
