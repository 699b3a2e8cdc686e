package health.keyward.abac.keycloak.bundle;

import health.keyward.abac.store.BundleSteps.Act;
import health.keyward.abac.store.BundleSteps.NewStep;
import health.keyward.abac.store.BundleSteps.Setting;
import health.keyward.approval.Approved;
import health.keyward.approval.Signed;
import health.keyward.kernel.Actor;
import java.time.Clock;
import java.time.temporal.ChronoUnit;

/** Puts what two persons agreed on into a step: the proposer's name stands on it, the second person does it. */
record Signing(Approved approved, Clock clock) {
    NewStep step(long after, Act act, Setting setting) {
        Signed by = approved.proposer();
        return new NewStep(
                approved.change().realm(),
                after,
                act,
                setting,
                by.username(),
                by.userId(),
                approved.proposal(),
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                approved.change().asked().getOrDefault("reason", ""));
    }

    static Actor confirming(Approved approved) {
        Signed approver = approved.approver();
        return new Actor(
                approved.change().realm().value(),
                approver.userId(),
                approver.username(),
                null,
                approver.sessionId(),
                null);
    }
}
