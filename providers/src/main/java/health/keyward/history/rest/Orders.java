package health.keyward.history.rest;

import health.keyward.history.core.ExportOrder;
import health.keyward.history.core.ExportState;
import health.keyward.history.store.Exports;
import health.keyward.kernel.UserId;
import health.keyward.keycloak.Problems;
import health.keyward.keycloak.Wire;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** Takes orders for background exports. The order is in the ledger before it is taken (LH-3). */
record Orders(Counter counter) {
    Response take(ExportOrder.What what, Asked asked) {
        ExportOrder.Format format = ExportOrder.Format.valueOf(asked.format().name());
        asked.people();
        String question = counter.question();
        counter.looked("POST history/" + Said.list(what) + "/exports");
        Exports exports = new Exports();
        UUID id = UUID.randomUUID();
        ExportState taken = counter.database().write(tx -> {
            ExportOrder order = new ExportOrder(
                    id,
                    counter.call().realmId(),
                    counter.call().actor(),
                    what,
                    format,
                    question,
                    counter.clock().instant().truncatedTo(ChronoUnit.MILLIS),
                    exports.lastEntry(tx));
            if (!exports.ask(tx, order)) {
                throw Problems.conflict(
                        "too-many-exports",
                        "You have " + Exports.MOST_OPEN + " exports under way. Wait for one or cancel it.");
            }
            return exports.of(
                            tx, order.realm(), new UserId(counter.call().user().getId()), id)
                    .orElseThrow(() -> new IllegalStateException("the order was just written"));
        });
        return Response.accepted(Wire.text(Said.export(taken)))
                .type(MediaType.APPLICATION_JSON_TYPE)
                .header("Cache-Control", "no-store")
                .build();
    }
}
