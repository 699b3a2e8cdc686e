package health.keyward.abac.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import health.keyward.abac.Attribute;
import health.keyward.abac.Point;
import health.keyward.abac.Question;
import health.keyward.abac.core.WhatIf;
import health.keyward.contract.abac.WhatIfQuestion;
import health.keyward.kernel.RealmId;
import health.keyward.keycloak.ProblemException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A what-if of the contract in the words of the room. */
class WhatIfWordsTest {
    private static final Instant NOW = Instant.parse("2026-11-29T12:00:00.123456Z");
    private static final Instant NIGHT = Instant.parse("2026-11-30T02:00:00Z");

    @Test
    void an_app_is_opened_now_from_nowhere_that_is_known() {
        WhatIfWords words = new WhatIfWords(asked(null, null, null));
        Question question = words.question(new RealmId("r1"), "u1");
        assertThat(question.resource().type()).isEqualTo("app");
        assertThat(question.action().name()).isEqualTo("open");
        assertThat(question.asked().session()).isNull();
        assertThat(words.assumed(NOW))
                .containsExactly(
                        new Attribute("context.time", "2026-11-29T12:00:00.123Z", WhatIf.ASSUMED, null),
                        new Attribute(
                                "context.network",
                                Map.of("address", "unknown", "zone", "unknown", "protected", "unknown"),
                                WhatIf.ASSUMED,
                                null));
        assertThat(words.recorded("u1")).isEqualTo("person=u1&app=ward-board");
    }

    @Test
    void a_record_a_night_a_tablet_and_a_level_are_assumed_and_the_patient_is_not_recorded() {
        WhatIfWords words = new WhatIfWords(new WhatIfQuestion(
                "ada",
                "ward-board",
                new WhatIfQuestion.Resource(null, "rec-9", "write", "pat-7", "ward-3", List.of("u1"), "R", List.of()),
                NIGHT,
                new WhatIfQuestion.Network("10.1.2.3", true),
                new WhatIfQuestion.Device(true, "tablet", null),
                new WhatIfQuestion.Assurance("phr", 60L, true),
                "TREAT",
                4L));
        Question question = words.question(new RealmId("r1"), "u1");
        assertThat(question.asked().address()).isEqualTo("10.1.2.3");
        assertThat(question.asked().point())
                .as("a question nobody asked is no misuse of a grant")
                .isNotEqualTo(Point.DECISION_POINT);
        assertThat(question.resource().type()).isEqualTo("record");
        assertThat(question.resource().properties())
                .isEqualTo(Map.of(
                        "patient", "pat-7",
                        "unit", "ward-3",
                        "care_team", List.of("u1"),
                        "confidentiality", "R",
                        "sensitivity", List.of()));
        assertThat(question.context()).isEqualTo(Map.of("purpose", "TREAT"));
        assertThat(words.assumed(NOW))
                .contains(
                        new Attribute("context.time", "2026-11-30T02:00:00Z", WhatIf.ASSUMED, null),
                        new Attribute(
                                "context.device",
                                Map.of("known", true, "managed", true, "class", "tablet", "posture", "unknown"),
                                WhatIf.ASSUMED,
                                null))
                .anySatisfy(one -> assertThat(one.value().toString()).contains("acr=phr"));
        assertThat(words.recorded("u1")).isEqualTo("person=u1&app=ward-board&resource=record&action=write&version=4");
    }

    @Test
    void what_makes_no_question_is_refused() {
        assertRefused(new WhatIfQuestion(null, "ward-board", null, null, null, null, null, null, null));
        assertRefused(new WhatIfQuestion("ada", " ", null, null, null, null, null, null, null));
        assertRefused(asked(new WhatIfQuestion.Assurance("gold", null, false), null, null));
        assertRefused(asked(new WhatIfQuestion.Assurance("phr", -1L, false), null, null));
        assertRefused(asked(null, "TREAT\nx", null));
        assertRefused(asked(null, null, -1L));
        assertRefused(new WhatIfQuestion(
                "ada",
                "ward-board",
                new WhatIfQuestion.Resource("app", "ward-board", null, null, null, null, null, null),
                null,
                null,
                null,
                null,
                null,
                null));
    }

    private static void assertRefused(WhatIfQuestion question) {
        assertThatThrownBy(() -> new WhatIfWords(question)).isInstanceOf(ProblemException.class);
    }

    private static WhatIfQuestion asked(
            WhatIfQuestion.@Nullable Assurance assurance, @Nullable String purpose, @Nullable Long version) {
        return new WhatIfQuestion("ada", "ward-board", null, null, null, null, assurance, purpose, version);
    }
}
