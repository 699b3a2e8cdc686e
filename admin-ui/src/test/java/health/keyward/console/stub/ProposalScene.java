package health.keyward.console.stub;

import health.keyward.contract.approval.ProposalDetail;
import health.keyward.contract.approval.ProposalPage;
import health.keyward.contract.approval.ProposalRequest;
import health.keyward.contract.approval.ProposalRow;
import health.keyward.contract.approval.ProposalState;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One change that waits for Marta, one she proposed herself, one that is done. */
public final class ProposalScene {
    public static final String OTHERS = "11111111-1111-4111-8111-111111111111";
    public static final String OWN = "22222222-2222-4222-8222-222222222222";
    public static final String DONE = "33333333-3333-4333-8333-333333333333";
    /** Whom the proposals concern. */
    public static final String SUBJECT = Scenes.idOf("cdiaz");

    public static final String HASH = "5e".repeat(32);

    private final Clock clock;
    private final List<ProposalRow> rows = new ArrayList<>();
    private volatile @Nullable ProposalRequest proposed;
    private volatile String kind = "protected-role";

    ProposalScene(Clock clock) {
        this.clock = clock;
        reset();
    }

    void reset() {
        proposed = null;
        kind = "protected-role";
        rows.clear();
        rows.add(row(OTHERS, "Give the role system-admin to Carmen Díaz", "aokafor", ProposalState.OPEN));
        rows.add(row(OWN, "Change the settings of the ledger", "mgarcia", ProposalState.OPEN));
        rows.add(row(DONE, "Take the role system-admin from Bo Chen", "aokafor", ProposalState.EXECUTED));
    }

    private ProposalRow row(String id, String title, String proposer, ProposalState state) {
        boolean open = state == ProposalState.OPEN;
        var at = clock.instant().minus(Duration.ofMinutes(40));
        return new ProposalRow(
                id,
                kind,
                title,
                HASH,
                state,
                proposer.equals("mgarcia") ? StubHouse.MARTA : Scenes.idOf(proposer),
                proposer,
                at,
                "Stands in for the head of the ward in December",
                at.plus(Duration.ofHours(24)),
                open ? null : StubHouse.MARTA,
                open ? null : "mgarcia",
                open ? null : clock.instant(),
                null);
    }

    /** From now on they are about lost factors. */
    public void enrols() {
        kind = "re-enrolment";
        rows.replaceAll(row -> row(row.id(), row.title(), row.proposer(), row.state()));
    }

    /** One more that waits, of another kind. */
    public void add(String id, String of, String title) {
        var before = kind;
        kind = of;
        rows.add(row(id, title, "aokafor", ProposalState.OPEN));
        kind = before;
    }

    /** What was proposed last; null when nothing was. */
    public @Nullable ProposalRequest proposed() {
        return proposed;
    }

    ProposalDetail propose(ProposalRequest wanted) {
        proposed = wanted;
        return new ProposalDetail(
                row(OWN, "Do " + wanted.kind(), "mgarcia", ProposalState.OPEN),
                null,
                List.of(new ProposalDetail.Line("data key of the person", "kept", null)),
                "text");
    }

    ProposalPage list(String state) {
        return new ProposalPage(
                rows.stream()
                        .filter(row -> state.isEmpty() || row.state().name().equals(state))
                        .toList(),
                null);
    }

    Optional<ProposalDetail> detail(String id) {
        return rows.stream()
                .filter(row -> row.id().equals(id))
                .findFirst()
                .map(row -> new ProposalDetail(
                        row,
                        Scenes.idOf("cdiaz"),
                        List.of(new ProposalDetail.Line("role system-admin", null, "held")),
                        "{\"kind\":\"protected-role\",\"realm\":\"hospital\"}"));
    }

    Optional<ProposalDetail> decide(String id, ProposalState state) {
        rows.replaceAll(row -> row.id().equals(id) ? row(id, row.title(), row.proposer(), state) : row);
        return detail(id);
    }
}
