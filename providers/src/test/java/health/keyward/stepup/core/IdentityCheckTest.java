package health.keyward.stepup.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class IdentityCheckTest {
    @Test
    void only_what_is_on_the_list_can_be_said() {
        assertThat(IdentityCheck.of("IN_PERSON", "STAFF_BADGE_WITH_PHOTO")).isPresent();
        assertThat(IdentityCheck.of("in_person", "STAFF_BADGE_WITH_PHOTO")).isEmpty();
        assertThat(IdentityCheck.of("TELEPHONE", "STAFF_BADGE_WITH_PHOTO")).isEmpty();
        assertThat(IdentityCheck.of("IN_PERSON", "passport X1234567")).isEmpty();
        assertThat(IdentityCheck.of("", "")).isEmpty();
    }

    @Test
    void without_a_document_somebody_must_vouch() {
        assertThat(IdentityCheck.of("IN_PERSON", "NONE")).isEmpty();
        assertThat(IdentityCheck.of("VIDEO_CALL", "NONE")).isEmpty();
        assertThat(IdentityCheck.of("VOUCHED_BY_MANAGER", "NONE"))
                .map(IdentityCheck::words)
                .contains("vouched by manager, no document");
    }

    @Test
    void who_changes_the_lists_counts_the_version_up() {
        assertThat(IdentityCheck.VERSION).isEqualTo(1);
        assertThat(IdentityCheck.ways()).containsExactly("IN_PERSON", "VOUCHED_BY_MANAGER", "VIDEO_CALL");
        assertThat(IdentityCheck.documents())
                .containsExactly("STAFF_BADGE_WITH_PHOTO", "GOVERNMENT_PHOTO_ID", "PROFESSIONAL_LICENCE", "NONE");
    }
}
