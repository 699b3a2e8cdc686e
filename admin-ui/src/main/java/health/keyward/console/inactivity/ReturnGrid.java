package health.keyward.console.inactivity;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.data.renderer.LitRenderer;
import com.vaadin.flow.function.ValueProvider;
import health.keyward.console.base.Narrow;
import health.keyward.console.base.Times;
import health.keyward.console.base.Words;
import health.keyward.contract.inactivity.InactivityReturn;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Whose account is shut, who can open it, and what was taken. */
final class ReturnGrid extends Grid<InactivityReturn> {
    private static final String WAY =
            "<span class='kw-outcome ${item.tone}'><vaadin-icon src='icons/sprite.svg' symbol='${item.icon}' aria-hidden='true'></vaadin-icon>"
                    + "<span>${item.word}</span></span>";

    private final Times times;

    ReturnGrid(Times times) {
        this.times = times;
        setId("returns");
        addClassName("kw-grid");
        addThemeVariants(GridVariant.NO_BORDER);
        setSizeFull();
        getElement().setProperty("accessibleName", Words.say("dormant.returns.title"));
        column("column.person", text(InactivityReturn::username), "140px", 1);
        column(
                "dormant.return.way",
                LitRenderer.<InactivityReturn>of(WAY)
                        .withProperty("tone", ReturnWords::tone)
                        .withProperty("icon", ReturnWords::icon)
                        .withProperty("word", ReturnWords::way),
                "260px",
                1);
        column("dormant.return.shut", text(one -> dated(one.disabledAt())), "120px", 0);
        column("dormant.return.alone", text(one -> dated(one.aloneUntil())), "120px", 0);
        column(
                "dormant.return.trained",
                text(one -> Objects.requireNonNullElse(ReturnWords.retrained(one, times), "")),
                "120px",
                0);
        column("dormant.return.kept", text(ReturnWords::kept), "150px", 0);
        Narrow.watch(UI.getCurrent(), this, narrow -> {
            for (var key : List.of(
                    "dormant.return.shut", "dormant.return.alone", "dormant.return.trained", "dormant.return.kept")) {
                getColumnByKey(key).setVisible(!narrow);
            }
            getColumnByKey("column.person").setWidth(narrow ? "100px" : "140px");
        });
    }

    private String dated(@Nullable Instant at) {
        return at == null ? "" : times.dated(at);
    }

    private void column(String key, LitRenderer<InactivityReturn> renderer, String width, int grow) {
        addColumn(renderer)
                .setKey(key)
                .setHeader(Words.say(key))
                .setWidth(width)
                .setFlexGrow(grow)
                .setResizable(true);
    }

    private static LitRenderer<InactivityReturn> text(ValueProvider<InactivityReturn, String> value) {
        return LitRenderer.<InactivityReturn>of("<span class='kw-two'>${item.text}</span>")
                .withProperty("text", value);
    }
}
