package health.keyward.audit.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whom a feed names. */
class PeopleTest {
    private static final byte[] KEY = new byte[32];

    @ParameterizedTest
    @EnumSource(FeedFormat.class)
    void without_names_no_format_holds_a_name_an_id_or_a_word_somebody_wrote(FeedFormat format) {
        for (People people : List.of(People.PSEUDONYMS, People.NONE)) {
            assertThat(lines(people, format))
                    .allSatisfy(line -> assertThat(line.toLowerCase(java.util.Locale.ROOT))
                            .doesNotContain("quinlan")
                            .doesNotContain("adele")
                            .doesNotContain(Entries.ADA.substring(0, 8))
                            .doesNotContain("phone"));
        }
    }

    @ParameterizedTest
    @EnumSource(FeedFormat.class)
    void with_names_they_are_there(FeedFormat format) {
        assertThat(String.join("\n", lines(People.NAMES, format)))
                .contains(Entries.ADA)
                .contains("quinlan");
    }

    @ParameterizedTest
    @EnumSource(FeedFormat.class)
    void with_nothing_nobody_can_be_followed(FeedFormat format) {
        assertThat(String.join("\n", lines(People.NONE, format)))
                .doesNotContainPattern("\\bp-[0-9a-f]{32}")
                .doesNotContain("192.0.2.")
                .doesNotContain("session-")
                .doesNotContain("Mozilla")
                .doesNotContain("onrtac")
                .doesNotContain("abababab")
                .doesNotContain("corr-1");
    }

    @Test
    void a_pseudonym_is_the_same_wherever_the_person_appears_and_another_one_in_another_feed() {
        String here = Pseudonyms.of(KEY, "siem").of("hospital", Entries.ADA);
        assertThat(here).matches("p-[0-9a-f]{32}");
        Told change = teller(People.PSEUDONYMS, "siem")
                .tell(Entries.of(
                        1,
                        Entries.change(
                                "UPDATE",
                                health.keyward.audit.Recorded.Source.MODEL,
                                health.keyward.kernel.Actor.NOBODY)));
        assertThat(change.target().id()).isEqualTo(here);
        assertThat(change.fact("path")).isEqualTo("users/" + here + "/role-mappings");
        assertThat(Pseudonyms.of(KEY, "archive").of("hospital", Entries.ADA)).isNotEqualTo(here);
        assertThat(Pseudonyms.of(KEY, "siem").of("clinic", Entries.ADA)).isNotEqualTo(here);
        byte[] other = new byte[32];
        other[0] = 1;
        assertThat(Pseudonyms.of(other, "siem").of("hospital", Entries.ADA)).isNotEqualTo(here);
    }

    @Test
    void values_of_what_was_changed_are_told_of_things_not_of_people() {
        Told told = teller(People.PSEUDONYMS, "siem")
                .tell(Entries.of(
                        1,
                        Entries.change(
                                "UPDATE",
                                health.keyward.audit.Recorded.Source.MODEL,
                                health.keyward.kernel.Actor.NOBODY)));
        assertThat(told.changes())
                .extracting("name", "after")
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("firstName", null),
                        org.assertj.core.groups.Tuple.tuple("redirectUris", "https://board/*"),
                        org.assertj.core.groups.Tuple.tuple("reason", null));
    }

    @Test
    void filters_of_a_look_keep_their_names_and_lose_what_may_name_somebody() {
        Told told = teller(People.PSEUDONYMS, "siem").tell(Entries.of(1, Entries.look("ASKED", null)));
        assertThat(told.fact("question")).isEqualTo("person=*&limit=50&*");
    }

    private static List<String> lines(People people, FeedFormat format) {
        Teller teller = teller(people, "siem");
        return Stream.concat(Entries.all().stream().map(teller::tell), Stream.of(Teller.unreadable(9, Entries.AT)))
                .map(told -> format.line(told, "idp.example.org"))
                .toList();
    }

    static Teller teller(People people, String feed) {
        return new Teller(people, Pseudonyms.of(KEY, feed));
    }
}
