package health.keyward.review.keycloak;

import health.keyward.approval.Approvable;
import health.keyward.approval.Approved;
import health.keyward.approval.Change;
import health.keyward.kernel.Actor;
import health.keyward.kernel.RealmId;
import health.keyward.keycloak.Database;
import health.keyward.review.core.Campaign;
import health.keyward.review.core.CampaignState;
import health.keyward.review.store.Campaigns;
import health.keyward.review.store.Leading;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.keycloak.models.KeycloakSession;

/** A campaign that the circuit breaker stopped takes rights away after all (AR-13). Asked: {@code campaign}, its id. */
final class HaltedReviewKind implements Approvable {
    static final String KIND = "review-go-on";

    private final KeycloakSession session;
    private final Clock clock;
    private final Campaigns campaigns = new Campaigns();

    HaltedReviewKind(KeycloakSession session, Clock clock) {
        this.session = session;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Reading read(RealmId realm, Map<String, String> asked) {
        Optional<UUID> id = id(asked);
        if (id.isEmpty()) {
            return new Reading.Unclear("Ask for campaign, the id of the campaign that was stopped.");
        }
        Optional<Campaign> campaign = new Database(session)
                .write(tx -> campaigns.find(tx, realm, id.get()))
                .filter(found -> found.state() == CampaignState.HALTED);
        if (campaign.isEmpty()) {
            return new Reading.Unclear("No campaign of that id is stopped.");
        }
        List<Change.Line> lines = new ArrayList<>();
        lines.add(new Change.Line("state", "HALTED", "APPLYING"));
        campaign.get().halts().forEach(why -> lines.add(new Change.Line("stopped by", why, null)));
        new Database(session)
                .write(tx -> campaigns.progress(tx, id.get()))
                .effects()
                .forEach(
                        count -> lines.add(new Change.Line(count.effect().name(), null, Long.toString(count.items()))));
        return new Reading.Clear(new Change(KIND, realm, "Take away what an access review denied", null, asked, lines));
    }

    @Override
    public Execution execute(Approved approved) {
        Optional<UUID> id = id(approved.change().asked());
        return id.isPresent()
                        && new Database(session)
                                .write(tx -> new Leading(clock)
                                        .goOn(
                                                tx,
                                                new SessionReviewHouse(session, clock),
                                                approved.change().realm(),
                                                Actor.NOBODY,
                                                id.get()))
                ? new Execution.Done()
                : new Execution.NotDone("The campaign is not stopped any more.");
    }

    private static Optional<UUID> id(Map<String, String> asked) {
        String text = asked.getOrDefault("campaign", "");
        return asked.size() == 1 && text.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
                ? Optional.of(UUID.fromString(text))
                : Optional.empty();
    }
}
