package health.keyward.console.services;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.data.renderer.LitRenderer;
import com.vaadin.flow.function.ValueProvider;
import health.keyward.console.base.Narrow;
import health.keyward.console.base.Times;
import health.keyward.console.base.Words;
import health.keyward.contract.inactivity.InactivityServiceAccount;
import java.util.List;

/** Clients, who answers for each, and when it was last used. */
final class ServiceGrid extends Grid<InactivityServiceAccount> {
    private static final String STATE =
            "<span class='kw-outcome ${item.tone}'><vaadin-icon src='icons/sprite.svg' symbol='${item.icon}' aria-hidden='true'></vaadin-icon>"
                    + "<span>${item.word}</span></span>";

    ServiceGrid(Times times) {
        setId("service-accounts");
        addClassName("kw-grid");
        addThemeVariants(GridVariant.NO_BORDER);
        setSizeFull();
        getElement().setProperty("accessibleName", Words.say("services.title"));
        column("client", text(InactivityServiceAccount::clientId), "190px", 1);
        column("owner", text(ServiceWords::owner), "170px", 1);
        column(
                "used",
                text(one -> ServiceWords.lastUse(one).map(times::ago).orElseGet(() -> Words.say("services.never"))),
                "150px",
                0);
        column(
                "state",
                LitRenderer.<InactivityServiceAccount>of(STATE)
                        .withProperty("tone", ServiceWords::tone)
                        .withProperty("icon", ServiceWords::icon)
                        .withProperty("word", ServiceWords::state),
                "150px",
                0);
        Narrow.watch(UI.getCurrent(), this, narrow -> {
            for (var key : List.of("owner", "used")) {
                getColumnByKey(key).setVisible(!narrow);
            }
        });
    }

    private void column(String key, LitRenderer<InactivityServiceAccount> renderer, String width, int grow) {
        addColumn(renderer)
                .setKey(key)
                .setHeader(Words.say("services." + key))
                .setWidth(width)
                .setFlexGrow(grow)
                .setResizable(true);
    }

    private static LitRenderer<InactivityServiceAccount> text(ValueProvider<InactivityServiceAccount, String> value) {
        return LitRenderer.<InactivityServiceAccount>of("<span class='kw-two'>${item.text}</span>")
                .withProperty("text", value);
    }
}
