package health.keyward.audit.rest;

import health.keyward.audit.Retention.Foresight;
import health.keyward.audit.core.RetentionRules;
import health.keyward.audit.store.Disposal;
import health.keyward.audit.store.Holds;
import health.keyward.audit.store.Keks;
import health.keyward.audit.store.KeptSettings;
import health.keyward.audit.store.RetentionMarks;
import health.keyward.audit.store.RewrapOrders;
import health.keyward.contract.audit.LedgerRetention;
import health.keyward.keycloak.Wire;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code keyward/v1/audit/retention}: how long evidence is kept, what is held and what was let go. Acts are proposed in the room of approvals. */
@Produces(MediaType.APPLICATION_JSON)
public final class RetentionResource {
    private static final int SHOWN = 20;

    private final Desk desk;

    RetentionResource(Desk desk) {
        this.desk = desk;
    }

    @GET
    public Response retention() {
        desk.takes().looked("GET audit/retention");
        return Wire.json(desk.database().read(this::answer));
    }

    private LedgerRetention answer(Connection tx) throws SQLException {
        boolean all = desk.wholeLog();
        RetentionRules rules =
                new RetentionRules(desk.clock(), KeptSettings.read(tx).retentionYears());
        return new LedgerRetention(
                rules.years(),
                all,
                all ? disposable(tx, rules) : null,
                Holds.standing(tx, desk.call().realmId()).stream()
                        .map(RetentionResource::said)
                        .toList(),
                all ? Holds.elsewhere(tx, desk.call().realmId()) : 0,
                all ? Keks.all(tx).stream().map(RetentionResource::said).toList() : List.of(),
                all ? desk.kekFiles().stream().sorted().toList() : List.of(),
                all
                        ? RewrapOrders.newest(tx, SHOWN).stream()
                                .map(RetentionResource::said)
                                .toList()
                        : List.of(),
                all
                        ? RetentionMarks.newest(tx, SHOWN).stream()
                                .map(RetentionResource::said)
                                .toList()
                        : List.of());
    }

    private LedgerRetention.@Nullable Disposable disposable(Connection tx, RetentionRules rules) throws SQLException {
        Optional<Disposal.Range> range = Disposal.range(tx, rules.firstToStay());
        if (range.isEmpty()) {
            return null;
        }
        Disposal.Range found = range.get();
        return new LedgerRetention.Disposable(
                found.from(),
                found.to() - 1,
                found.entries(),
                found.firstMonth().toString(),
                found.lastMonth().toString(),
                rules.firstToStay().toString(),
                Disposal.foresee(tx, rules, rules.firstToStay()) instanceof Foresight.Against against
                        ? against.why().name()
                        : null);
    }

    private static LedgerRetention.Hold said(Holds.Row row) {
        return new LedgerRetention.Hold(
                row.person().map(person -> person.value()).orElse(null), row.reason(), row.since(), row.approval());
    }

    private static LedgerRetention.Key said(Keks.Row row) {
        return new LedgerRetention.Key(row.epoch(), row.openedAt(), row.retiredAt(), row.dataKeys());
    }

    private static LedgerRetention.Rewrap said(RewrapOrders.Row row) {
        return new LedgerRetention.Rewrap(
                row.toEpoch(), row.approval(), row.orderedAt(), row.endedAt(), row.keys(), row.trouble());
    }

    private static LedgerRetention.Act said(RetentionMarks.Row row) {
        return new LedgerRetention.Act(
                row.seq(), row.mark().at(), row.mark().type(), row.mark().facts());
    }
}
