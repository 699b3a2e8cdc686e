package health.keyward.breakglass.core;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.breakglass.core.TextQuality.Remark;
import org.junit.jupiter.api.Test;

/** What a reviewer is told of the words (BG-6). */
class TextQualityTest {
    @Test
    void words_that_say_something_are_not_remarked_on() {
        assertThat(TextQuality.of("Patient found on the floor, allergies unknown", false))
                .isEmpty();
        assertThat(TextQuality.of("Paciente caído en el pasillo, alergias desconocidas", false))
                .isEmpty();
    }

    @Test
    void no_words_are_no_bad_words() {
        assertThat(TextQuality.of("  ", true)).isEmpty();
    }

    @Test
    void the_same_letters_over_and_over_are_no_language() {
        assertThat(TextQuality.of("aaaaaaaaaaaaaaaaaaaa", false)).contains(Remark.NO_LANGUAGE, Remark.FEW_WORDS);
        assertThat(TextQuality.of("xxxx xxxx xxxx xxxx", false)).contains(Remark.NO_LANGUAGE);
        assertThat(TextQuality.of("......... ...... ....", false)).isEmpty();
    }

    @Test
    void one_word_is_few_and_a_short_one_is_short() {
        assertThat(TextQuality.of("emergency", false)).contains(Remark.FEW_WORDS, Remark.SHORT);
    }

    @Test
    void what_the_person_gave_before_is_known_again_however_it_is_spelt() {
        assertThat(TextQuality.plain("Urgent:  need   access!")).isEqualTo(TextQuality.plain("urgent need access"));
        assertThat(TextQuality.of("Urgent: I need the access now", true)).containsExactly(Remark.REPEATED);
    }
}
