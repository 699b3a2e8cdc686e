package health.keyward.abac.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import health.keyward.abac.Act;
import health.keyward.abac.Asked;
import health.keyward.abac.Attribute;
import health.keyward.abac.AttributeSource;
import health.keyward.abac.Failure;
import health.keyward.abac.Party;
import health.keyward.abac.Point;
import health.keyward.abac.Question;
import health.keyward.abac.core.Decision.Effect;
import health.keyward.kernel.RealmId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A question nobody asked is put to a policy as a real one is, with what is assumed in the place of what is known (AB-7). */
class WhatIfTest {
    private static final Instant NOW = Instant.parse("2026-11-29T01:00:00Z");
    private static final Attribute ROLES = new Attribute("subject.properties.roles", List.of("clerk"), "roles", NOW);
    private static final Attribute LISTED =
            new Attribute("resource.properties.access_roles", List.of("nurse"), "client", NOW);
    private static final Attribute NO_DEVICE = Attribute.unknown("context.device", "device");
    private static final Attribute TABLET =
            new Attribute("context.device", Map.of("managed", true), WhatIf.ASSUMED, null);

    @Test
    void what_is_assumed_stands_in_the_place_of_what_is_known_and_says_so() {
        WhatIf what = WhatIf.of(question(Map.of()), sources(ROLES, LISTED, NO_DEVICE), List.of(TABLET));
        assertThat(what.attributes()).contains(ROLES, LISTED, TABLET).doesNotContain(NO_DEVICE);
        assertThat(((Map<?, ?>) what.input().get("context")).get("device")).isEqualTo(Map.of("managed", true));
    }

    @Test
    void nobody_assumes_away_what_keyward_knows_by_saying_it() {
        WhatIf what = WhatIf.of(
                question(Map.of("device", Map.of("managed", true))), sources(ROLES, LISTED, NO_DEVICE), List.of());
        assertThat(((Map<?, ?>) what.input().get("context")).get("device")).isEqualTo(Attribute.UNKNOWN);
    }

    @Test
    void the_answer_says_why_and_which_change_turns_it() {
        WhatIf what = WhatIf.of(question(Map.of()), sources(ROLES, LISTED, NO_DEVICE), List.of());
        WhatIf.Answer answer = what.ask(policy(), () -> 0L);
        assertThat(answer.effect()).isEqualTo(Effect.DENY);
        assertThat(answer.reasons()).extracting(reason -> reason.code()).containsExactly("app.role_not_listed");
        assertThat(answer.matched()).containsExactly(new Engine.Matched("app.rego", 12, "deny"));
        assertThat(what.turn(policy(), answer.effect(), () -> 0L).orElseThrow().changes())
                .containsExactly(
                        new Flip.Change("subject.properties.roles", List.of("clerk"), List.of("clerk", "nurse")));
    }

    @Test
    void an_engine_that_fails_is_a_refusal_with_its_reason() {
        WhatIf what = WhatIf.of(question(Map.of()), sources(ROLES), List.of());
        Policy broken = new Policy("r", engine(new Engine.Outcome.Failed(Failure.DEADLINE, "too slow")));
        assertThat(what.ask(broken, () -> 0L))
                .isEqualTo(new WhatIf.Answer(
                        Effect.DENY, List.of(health.keyward.abac.Reason.of("failed.deadline")), List.of(), 0));
    }

    @Test
    void a_source_that_fails_gives_no_answer() {
        AttributeSource broken = source(null);
        assertThatThrownBy(() -> WhatIf.of(question(Map.of()), List.of(broken), List.of()))
                .isInstanceOf(IllegalStateException.class);
    }

    private static Question question(Map<String, Object> context) {
        return new Question(
                new RealmId("r1"),
                new Asked(Point.SIGN_IN, "ward-board", null, null, null),
                Party.of("user", "u1"),
                Act.of("open"),
                Party.of("app", "ward-board"),
                context,
                Set.of("step-up"));
    }

    private static List<AttributeSource> sources(Attribute... known) {
        return List.of(source(List.of(known)));
    }

    private static AttributeSource source(@Nullable List<Attribute> known) {
        return new AttributeSource() {
            @Override
            public String name() {
                return "all";
            }

            @Override
            public List<Attribute> gather(Question question) {
                if (known == null) {
                    throw new IllegalStateException("nobody knows");
                }
                return known;
            }
        };
    }

    private Policy policy() {
        return new Policy("r", new Engine() {
            @Override
            public String name() {
                return "embedded";
            }

            @Override
            public Outcome evaluate(String entrypoint, Map<String, @Nullable Object> input, Duration deadline) {
                boolean permit = input.toString().contains("clerk, nurse");
                return new Outcome.Answered(
                        Map.of(
                                "decision",
                                permit,
                                "reasons",
                                permit
                                        ? List.of()
                                        : List.of(Map.of(
                                                "code",
                                                "app.role_not_listed",
                                                "missing",
                                                List.of(),
                                                "facts",
                                                Map.of())),
                                "obligations",
                                List.of(),
                                "break_glass",
                                false),
                        List.of(new Matched("app.rego", 12, "deny")));
            }
        });
    }

    private static Engine engine(Engine.Outcome outcome) {
        return new Engine() {
            @Override
            public String name() {
                return "embedded";
            }

            @Override
            public Outcome evaluate(String entrypoint, Map<String, @Nullable Object> input, Duration deadline) {
                return outcome;
            }
        };
    }
}
