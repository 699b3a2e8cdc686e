package health.keyward.approval.core;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.approval.Approvable.Reading;
import health.keyward.approval.Change;
import health.keyward.approval.Proposal;
import health.keyward.approval.Proposal.State;
import health.keyward.approval.Refusal;
import health.keyward.approval.Signatory;
import health.keyward.approval.Signed;
import health.keyward.kernel.Actor;
import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TwoPersonsTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final RealmId HOSPITAL = new RealmId("hospital");
    private static final String ROLE = "system-admin";
    private static final Change CHANGE = new Change(
            "protected-role",
            HOSPITAL,
            "Give privacy-officer to mei",
            new UserId("mei"),
            Map.of("person", "mei"),
            List.of(new Change.Line("role privacy-officer", null, "held")));

    private final Set<String> admins = new HashSet<>(Set.of("victor", "anneke", "mei"));
    private final TwoPersons rule =
            new TwoPersons((person, role) -> role.equals(ROLE) && admins.contains(person.value()));
    private final Proposal proposal = proposal(State.OPEN, Payload.text(CHANGE), Payload.hash(Payload.text(CHANGE)));

    @Test
    void another_person_with_a_fresh_second_factor_confirms() {
        assertThat(confirms(proposal, by("anneke", "s2"))).isEmpty();
    }

    @Test
    void the_proposer_does_not_confirm_even_in_a_second_session() {
        assertThat(confirms(proposal, by("victor", "s1"))).contains(Refusal.SAME_PERSON);
        assertThat(confirms(proposal, by("victor", "s2"))).contains(Refusal.SAME_PERSON);
    }

    @Test
    void another_account_in_the_session_of_the_proposal_does_not_confirm() {
        assertThat(confirms(proposal, by("anneke", "s1"))).contains(Refusal.SAME_SESSION);
    }

    @Test
    void whom_it_concerns_does_not_confirm() {
        assertThat(confirms(proposal, by("mei", "s3"))).contains(Refusal.IS_SUBJECT);
    }

    @Test
    void a_second_factor_older_than_five_minutes_is_not_enough() {
        Instant limit = NOON.minus(TwoPersons.FRESH);
        assertThat(confirms(proposal, by("anneke", "s2", limit))).isEmpty();
        assertThat(confirms(proposal, by("anneke", "s2", limit.minusMillis(1)))).contains(Refusal.NOT_FRESH);
    }

    @Test
    void whoever_lacks_or_lost_the_role_does_not_confirm() {
        assertThat(confirms(proposal, by("helen", "s2"))).contains(Refusal.LACKS_ROLE);
        admins.remove("anneke");
        assertThat(confirms(proposal, by("anneke", "s2"))).contains(Refusal.LACKS_ROLE);
    }

    @Test
    void an_administrator_of_another_realm_does_not_confirm() {
        Actor foreign = new Actor("elsewhere", "anneke", "anneke", "c", "s2", null);
        assertThat(confirms(proposal, new Signatory(HOSPITAL, foreign, NOON))).contains(Refusal.LACKS_ROLE);
        assertThat(confirms(proposal, new Signatory(new RealmId("elsewhere"), foreign, NOON)))
                .contains(Refusal.LACKS_ROLE);
    }

    @Test
    void a_proposer_who_is_gone_leaves_nothing_to_confirm() {
        admins.remove("victor");
        assertThat(confirms(proposal, by("anneke", "s2"))).contains(Refusal.PROPOSER_GONE);
    }

    @Test
    void who_proposed_without_the_role_must_still_be_allowed_to_and_never_confirms() {
        Set<String> managers = new HashSet<>(Set.of("olena", "anneke"));
        TwoPersons theirs = new TwoPersons(new TwoPersons.People() {
            @Override
            public boolean hold(UserId person, String role) {
                return role.equals(ROLE) && admins.contains(person.value());
            }

            @Override
            public boolean stillPropose(Proposal proposal, String role) {
                return managers.contains(proposal.proposed().userId());
            }
        });
        Proposal olenas = new Proposal(
                proposal.id(),
                proposal.realm(),
                proposal.kind(),
                proposal.title(),
                proposal.payload(),
                proposal.hash(),
                new Signed("olena", "olena", "s1", NOON),
                proposal.reason(),
                proposal.expiresAt(),
                State.OPEN,
                null,
                null);
        Reading same = new Reading.Clear(CHANGE);
        assertThat(theirs.confirms(olenas, by("anneke", "s2"), olenas.hash(), ROLE, same, NOON))
                .isEmpty();
        managers.add("helen");
        assertThat(theirs.confirms(olenas, by("helen", "s3"), olenas.hash(), ROLE, same, NOON))
                .as("another manager is no second person")
                .contains(Refusal.LACKS_ROLE);
        managers.remove("olena");
        assertThat(theirs.confirms(olenas, by("anneke", "s2"), olenas.hash(), ROLE, same, NOON))
                .contains(Refusal.PROPOSER_GONE);
    }

    @Test
    void another_hash_confirms_nothing() {
        assertThat(rule.confirms(proposal, by("anneke", "s2"), "0".repeat(64), ROLE, new Reading.Clear(CHANGE), NOON))
                .contains(Refusal.OTHER_HASH);
    }

    @Test
    void a_text_that_was_changed_under_its_hash_is_noticed() {
        Proposal forged = proposal(State.OPEN, proposal.payload().replace("mei", "eve"), proposal.hash());
        assertThat(confirms(forged, by("anneke", "s2"))).contains(Refusal.PAYLOAD_CHANGED);
    }

    @Test
    void what_would_do_something_else_by_now_is_not_confirmed() {
        Change other = new Change(
                "protected-role",
                HOSPITAL,
                "Give privacy-officer to mei.tanaka",
                new UserId("mei"),
                Map.of("person", "mei"),
                List.of(new Change.Line("role privacy-officer", null, "held")));
        assertThat(rule.confirms(proposal, by("anneke", "s2"), proposal.hash(), ROLE, new Reading.Clear(other), NOON))
                .contains(Refusal.STALE);
        assertThat(rule.confirms(
                        proposal, by("anneke", "s2"), proposal.hash(), ROLE, new Reading.Unclear("gone"), NOON))
                .contains(Refusal.STALE);
    }

    @Test
    void after_24_hours_and_after_a_decision_it_is_too_late() {
        Instant end = NOON.plus(Duration.ofHours(24));
        Signatory late = by("anneke", "s2", end);
        assertThat(rule.confirms(proposal, late, proposal.hash(), ROLE, new Reading.Clear(CHANGE), end.minusMillis(1)))
                .isEmpty();
        assertThat(rule.confirms(proposal, late, proposal.hash(), ROLE, new Reading.Clear(CHANGE), end))
                .contains(Refusal.EXPIRED);
        for (State decided : List.of(State.EXECUTED, State.FAILED, State.DECLINED, State.WITHDRAWN, State.EXPIRED)) {
            assertThat(confirms(proposal(decided, proposal.payload(), proposal.hash()), by("anneke", "s2")))
                    .contains(Refusal.NOT_OPEN);
        }
    }

    @Test
    void others_decline_and_only_the_proposer_takes_back() {
        assertThat(rule.declines(proposal, by("anneke", "s2"), ROLE, NOON)).isEmpty();
        assertThat(rule.declines(proposal, by("mei", "s3"), ROLE, NOON)).isEmpty();
        assertThat(rule.declines(proposal, by("victor", "s9"), ROLE, NOON)).contains(Refusal.SAME_PERSON);
        assertThat(rule.withdraws(proposal, by("victor", "s9"), NOON)).isEmpty();
        assertThat(rule.withdraws(proposal, by("anneke", "s2"), NOON)).contains(Refusal.NOT_PROPOSER);
    }

    private java.util.Optional<Refusal> confirms(Proposal proposal, Signatory by) {
        return rule.confirms(proposal, by, proposal.hash(), ROLE, new Reading.Clear(CHANGE), NOON);
    }

    private static Signatory by(String person, String session) {
        return by(person, session, NOON);
    }

    private static Signatory by(String person, String session, Instant secondFactorAt) {
        return new Signatory(
                HOSPITAL, new Actor("hospital", person, person, "console", session, "127.0.0.1"), secondFactorAt);
    }

    private static Proposal proposal(State state, String payload, String hash) {
        return new Proposal(
                UUID.randomUUID(),
                HOSPITAL,
                "protected-role",
                CHANGE.title(),
                payload,
                hash,
                new Signed("victor", "victor", "s1", NOON),
                "new job",
                NOON.plus(TwoPersons.LIFETIME),
                state,
                null,
                null);
    }
}
