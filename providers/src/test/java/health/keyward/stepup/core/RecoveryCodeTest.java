package health.keyward.stepup.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecoveryCodeTest {
    private static final SecureRandom RANDOM = new SecureRandom();

    @Test
    void what_has_to_be_known_is_at_least_64_bits_although_the_choosing_part_is_no_secret() {
        RecoveryCode code = RecoveryCode.freshSet(RANDOM).getFirst();
        assertThat(code.secret().length() * 5).isGreaterThanOrEqualTo(64);
        assertThat(code.selector() + code.secret()).isEqualTo(code.plain());
    }

    @Test
    void a_set_has_ten_codes_that_are_chosen_apart_and_no_code_comes_twice() {
        Set<String> all = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            List<RecoveryCode> set = RecoveryCode.freshSet(RANDOM);
            assertThat(set).hasSize(RecoveryCode.IN_A_SET);
            assertThat(set.stream().map(RecoveryCode::selector).distinct()).hasSize(RecoveryCode.IN_A_SET);
            set.forEach(code -> assertThat(all.add(code.plain())).isTrue());
        }
    }

    @Test
    void every_character_of_the_alphabet_comes_at_every_place() {
        List<Set<Integer>> seen = java.util.stream.IntStream.range(0, 16)
                .<Set<Integer>>mapToObj(i -> new HashSet<>())
                .toList();
        for (int i = 0; i < 3_000; i++) {
            String plain = Crockford.fresh(RANDOM, 16);
            for (int at = 0; at < 16; at++) {
                seen.get(at).add((int) plain.charAt(at));
            }
        }
        assertThat(seen).allSatisfy(characters -> assertThat(characters).hasSize(32));
    }

    @Test
    void it_is_read_as_it_is_shown_and_as_people_type_it() {
        RecoveryCode code = RecoveryCode.freshSet(RANDOM).getFirst();
        assertThat(code.grouped()).matches("([0-9A-Z]{4}-){3}[0-9A-Z]{4}");
        for (String typed : List.of(
                code.plain(),
                code.grouped(),
                code.grouped().toLowerCase(Locale.ROOT),
                " " + code.grouped().replace("-", " ") + "\t",
                code.grouped().replace('-', '\u2013'),
                code.grouped().replace('0', 'o').replace('1', 'l'),
                code.grouped().replace('0', 'O').replace('1', 'I'))) {
            assertThat(RecoveryCode.read(typed)).as(typed).contains(code);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0123-4567-89AB-CDE",
                "0123-4567-89AB-CDEFG",
                "0123-4567-89AB-CDEU",
                "0123-4567-89AB-CDE\u00df"
            })
    void anything_else_is_no_code(String typed) {
        assertThat(RecoveryCode.read(typed)).isEmpty();
        assertThat(RecoveryCode.read("0".repeat(1_000_000))).isEmpty();
    }

    @Test
    void it_does_not_say_itself_in_a_log() {
        RecoveryCode code = RecoveryCode.freshSet(RANDOM).getFirst();
        assertThat(code.toString()).doesNotContain(code.secret()).doesNotContain(code.plain());
    }
}
