package health.keyward.inactivity.rest;

import health.keyward.contract.inactivity.InactivityAccount;
import health.keyward.contract.inactivity.InactivityAccountType;
import health.keyward.contract.inactivity.InactivityAct;
import health.keyward.contract.inactivity.InactivityCause;
import health.keyward.contract.inactivity.InactivityHeld;
import health.keyward.contract.inactivity.InactivityItemState;
import health.keyward.contract.inactivity.InactivityPolicies;
import health.keyward.contract.inactivity.InactivityPolicy;
import health.keyward.contract.inactivity.InactivityRun;
import health.keyward.contract.inactivity.InactivityRunKind;
import health.keyward.contract.inactivity.InactivityRunPerson;
import health.keyward.contract.inactivity.InactivityRunState;
import health.keyward.contract.inactivity.InactivityStep;
import health.keyward.inactivity.Dormancy.Step;
import health.keyward.inactivity.core.Account;
import health.keyward.inactivity.core.AccountType;
import health.keyward.inactivity.core.Cause;
import health.keyward.inactivity.core.Chain;
import health.keyward.inactivity.core.Item;
import health.keyward.inactivity.core.Limits;
import health.keyward.inactivity.core.Policies;
import health.keyward.inactivity.core.Policy;
import health.keyward.inactivity.core.Run;
import health.keyward.inactivity.store.Directory;
import health.keyward.inactivity.store.Runs;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** From the room's words to those of the contract and back. */
final class Said {
    private Said() {}

    /** @param policies null while none is active */
    static InactivityAccount account(
            Account one, Directory.@Nullable Person person, @Nullable Policies policies, Instant now) {
        Optional<Policy> policy = policies == null ? Optional.empty() : policies.of(one);
        Optional<Chain.Next> next =
                policies == null ? Optional.empty() : policy.flatMap(found -> Chain.next(one, policies, found, now));
        boolean active = one.at().step() == Step.ACTIVE;
        return new InactivityAccount(
                one.id().value(),
                one.username(),
                person == null ? null : person.name(),
                one.unit(),
                InactivityAccountType.valueOf(one.type().name()),
                one.enabled(),
                one.federation() != null,
                one.created(),
                InactivityStep.valueOf(one.at().step().name()),
                active ? null : one.at().since(),
                cause(one.at().cause()),
                policy.map(Policy::name).orElse(null),
                one.interactive(),
                one.nonInteractive(),
                one.exemptUntil() != null && one.exemptUntil().isAfter(now) ? one.exemptUntil() : null,
                one.leaves().stream()
                        .filter(leave -> leave.runsAt(now))
                        .map(Account.Leave::until)
                        .max(Instant::compareTo)
                        .orElse(null),
                next.map(found -> InactivityAct.valueOf(found.act().name())).orElse(null),
                next.map(Chain.Next::at).orElse(null),
                next.map(Chain.Next::held)
                        .map(held -> InactivityHeld.valueOf(held.name()))
                        .orElse(null));
    }

    static @Nullable InactivityCause cause(@Nullable Cause cause) {
        return cause == null ? null : InactivityCause.valueOf(cause.name());
    }

    static InactivityPolicy policy(Policy one) {
        return new InactivityPolicy(
                one.name(),
                one.accountType() == null
                        ? null
                        : InactivityAccountType.valueOf(one.accountType().name()),
                one.role(),
                one.group(),
                one.employmentType(),
                one.federation(),
                limits(one.used()),
                limits(one.neverUsed()),
                one.archiveAfter(),
                one.deleteAfter(),
                one.countNonInteractive(),
                one.endDate(),
                one.noManager(),
                one.violation());
    }

    static Policy policy(InactivityPolicy one) {
        return new Policy(
                one.name(),
                one.accountType() == null
                        ? null
                        : AccountType.valueOf(one.accountType().name()),
                one.role(),
                one.group(),
                one.employmentType(),
                one.federation(),
                limits(one.used()),
                limits(one.neverUsed()),
                one.archiveAfter(),
                one.deleteAfter(),
                one.countNonInteractive(),
                one.endDate(),
                one.noManager(),
                one.violation());
    }

    private static InactivityPolicy.Limits limits(Limits limits) {
        return new InactivityPolicy.Limits(limits.warn(), limits.warnAgain(), limits.disable());
    }

    private static Limits limits(InactivityPolicy.Limits limits) {
        return new Limits(limits.warn(), limits.warnAgain(), limits.disable());
    }

    static List<InactivityPolicies.Conflict> conflicts(Policies policies) {
        return policies.conflicts().stream()
                .map(one -> new InactivityPolicies.Conflict(one.policy(), one.other()))
                .toList();
    }

    static InactivityRun run(Run one, Collection<Runs.Count> counts) {
        return new InactivityRun(
                one.id().toString(),
                InactivityRunKind.valueOf(one.kind().name()),
                InactivityRunState.valueOf(one.state().name()),
                one.startedAt(),
                one.endedAt(),
                one.policyVersion(),
                one.evaluated(),
                counts.stream()
                        .filter(count -> count.run().equals(one.id()))
                        .map(count -> new InactivityRun.Count(
                                InactivityAct.valueOf(count.act().name()),
                                InactivityItemState.valueOf(count.state().name()),
                                count.people()))
                        .toList(),
                one.halts(),
                one.listHash(),
                one.eventId());
    }

    static InactivityRunPerson line(Item one, Map<health.keyward.kernel.UserId, Directory.Person> people) {
        Directory.Person person = people.get(one.person());
        return new InactivityRunPerson(
                one.run().toString(),
                one.person().value(),
                person == null ? null : person.username(),
                InactivityStep.valueOf(one.from().name()),
                InactivityAct.valueOf(one.act().name()),
                cause(one.cause()),
                one.policy(),
                InactivityItemState.valueOf(one.state().name()),
                one.detail(),
                one.at());
    }
}
