package health.keyward.contract.inactivity;

import java.time.Instant;
import java.util.List;

/**
 * One account, what was taken from it when it was archived, and what runs did to it, newest first.
 *
 * @param kept roles and groups it had; proposals for whoever lets the person come back, never given back by themselves
 */
public record InactivityAccountDetail(InactivityAccount account, List<Kept> kept, List<InactivityRunPerson> past) {
    public InactivityAccountDetail {
        kept = List.copyOf(kept);
        past = List.copyOf(past);
    }

    /** @param kind {@code ROLE} or {@code GROUP} */
    public record Kept(String kind, String id, String name, Instant at) {}
}
