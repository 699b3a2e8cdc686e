package health.keyward.console.stub;

import health.keyward.contract.inactivity.InactivityServiceAccount;
import health.keyward.contract.inactivity.InactivityServiceAct;
import health.keyward.contract.inactivity.InactivityServiceDraft;
import health.keyward.contract.inactivity.InactivityServiceHalt;
import health.keyward.contract.inactivity.InactivityServiceHeld;
import health.keyward.contract.inactivity.InactivityServiceOwner;
import health.keyward.contract.inactivity.InactivityServicePage;
import health.keyward.contract.inactivity.InactivityServicePolicy;
import health.keyward.contract.inactivity.InactivityServicePreview;
import health.keyward.contract.inactivity.InactivityServiceState;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Three clients: one nobody answers for, one in use, one that was disabled. */
public final class ServiceScene {
    public static final String UNOWNED = "77777777-7777-4777-8777-777777777771";
    public static final String USED = "77777777-7777-4777-8777-777777777772";
    public static final String DISABLED = "77777777-7777-4777-8777-777777777773";

    private final Clock clock;
    private final List<InactivityServiceAccount> all = new ArrayList<>();
    private InactivityServicePolicy policy;

    ServiceScene(Clock clock) {
        this.clock = clock;
        policy = new InactivityServicePolicy(0, 0, 14, null, null, null, null);
        reset();
    }

    void reset() {
        policy = new InactivityServicePolicy(0, 0, 14, null, null, null, null);
        all.clear();
        all.add(account(UNOWNED, "lab-feed", null, true, InactivityServiceState.IN_USE));
        all.add(account(USED, "pharmacy", "pkowalski", true, InactivityServiceState.IN_USE));
        all.add(account(DISABLED, "old-board", "pkowalski", false, InactivityServiceState.DISABLED));
    }

    InactivityServicePage list(Map<String, List<String>> query, boolean none) {
        var owned = StubHouse.one(query, "owned");
        return new InactivityServicePage(
                none
                        ? List.of()
                        : all.stream()
                                .filter(one -> owned.isEmpty() || one.answered() == owned.equals("YES"))
                                .toList(),
                null,
                3,
                1);
    }

    /** The policy was stopped an hour ago at 42 clients. */
    public void stopped() {
        policy = new InactivityServicePolicy(
                1,
                90,
                14,
                clock.instant(),
                "mgarcia",
                "Unused ones go",
                new InactivityServiceHalt(clock.instant().minus(Duration.ofHours(1)), 42, "3f".repeat(32)));
    }

    InactivityServicePolicy policy() {
        return policy;
    }

    InactivityServicePolicy activate(InactivityServiceDraft draft) {
        policy = new InactivityServicePolicy(
                draft.after() + 1,
                draft.unusedDays(),
                draft.noticeDays(),
                clock.instant(),
                "mgarcia",
                draft.reason(),
                null);
        return policy;
    }

    InactivityServicePreview preview(InactivityServiceDraft draft) {
        return new InactivityServicePreview("0".repeat(64), draft.unusedDays() == 0 ? List.of() : all.subList(0, 1));
    }

    InactivityServiceAccount own(String id, InactivityServiceOwner wanted) {
        return replaced(id, account(id, "lab-feed", wanted.owner(), true, InactivityServiceState.IN_USE));
    }

    InactivityServiceAccount switched(String id, boolean enabled) {
        return replaced(
                id,
                account(
                        id,
                        id.equals(USED) ? "pharmacy" : "old-board",
                        "pkowalski",
                        enabled,
                        enabled ? InactivityServiceState.IN_USE : InactivityServiceState.DISABLED));
    }

    private InactivityServiceAccount replaced(String id, InactivityServiceAccount now) {
        all.replaceAll(one -> one.id().equals(id) ? now : one);
        return now;
    }

    private InactivityServiceAccount account(
            String id, String clientId, @Nullable String owner, boolean enabled, InactivityServiceState state) {
        boolean open = owner == null;
        return new InactivityServiceAccount(
                id,
                clientId,
                "Made by a test",
                enabled,
                true,
                false,
                clock.instant().minus(Duration.ofDays(400)),
                owner,
                owner,
                !open,
                open ? null : clock.instant().minus(Duration.ofHours(5)),
                null,
                state,
                clock.instant().minus(Duration.ofDays(20)),
                open ? InactivityServiceAct.WARN : null,
                open ? clock.instant().minus(Duration.ofDays(3)) : null,
                open ? InactivityServiceHeld.NO_OWNER : null);
    }
}
