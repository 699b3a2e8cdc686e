package health.keyward.console.history;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.data.renderer.LitRenderer;
import com.vaadin.flow.function.SerializableConsumer;
import health.keyward.console.base.Narrow;
import health.keyward.console.base.Times;
import health.keyward.console.base.Words;
import health.keyward.console.proof.ProofMark;
import health.keyward.contract.history.SignInRow;
import java.util.List;
import java.util.Objects;

/** The dense list of attempts. */
public final class SignInGrid extends Grid<SignInRow> {
    private static final String WIDE_TIME = "170px";
    private static final String OUTCOME =
            "<span class='kw-outcome ${item.tone}'><vaadin-icon src='icons/sprite.svg' symbol='${item.icon}' aria-hidden='true'>"
                    + "</vaadin-icon><span class='kw-two'>${item.what} <span class='kw-why'>${item.why}</span></span></span>";

    /** @param prove opens the proof of the event with this id */
    public SignInGrid(Times times, SerializableConsumer<String> prove) {
        setId("sign-ins");
        addClassName("kw-grid");
        addThemeVariants(GridVariant.NO_BORDER);
        setSizeFull();
        setColumnReorderingAllowed(true);
        getElement().setProperty("accessibleName", Words.say("history.title"));
        column(
                "time",
                LitRenderer.<SignInRow>of(
                                "<time datetime='${item.iso}' title='${item.exact}'>${item.ago}</time> <span class='kw-demo' ?hidden='${!item.demo}'>demo</span>")
                        .withProperty("iso", r -> r.at().toString())
                        .withProperty("exact", r -> times.exact(r.at()))
                        .withProperty("ago", r -> times.ago(r.at()))
                        .withProperty("demo", SignInRow::synthetic),
                WIDE_TIME);
        column(
                "person",
                LitRenderer.<SignInRow>of(
                                "<span class='kw-two' title='${item.title}'>${item.who} <span>${item.unit}</span></span>")
                        .withProperty("who", Rows::who)
                        .withProperty("title", r -> Objects.requireNonNullElse(r.person(), ""))
                        .withProperty("unit", r -> Objects.requireNonNullElse(r.unit(), "")),
                "230px");
        column(
                "outcome",
                LitRenderer.<SignInRow>of(OUTCOME)
                        .withProperty("tone", Rows::tone)
                        .withProperty("icon", Rows::icon)
                        .withProperty("what", Rows::what)
                        .withProperty("why", Rows::why),
                "210px");
        column("app", text(r -> Objects.requireNonNullElse(r.app(), "")), "130px");
        column("method", text(Rows::how), "170px");
        column(
                "address",
                LitRenderer.<SignInRow>of("<span class='kw-mono'>${item.text}</span>")
                        .withProperty("text", r -> Objects.requireNonNullElse(r.address(), "")),
                "130px");
        column("device", text(r -> Objects.requireNonNullElse(r.device(), "")), "150px");
        ProofMark.column(this, row -> !row.synthetic(), row -> prove.accept(row.id()));
        Narrow.watch(UI.getCurrent(), this, this::fit);
    }

    private void column(String key, LitRenderer<SignInRow> renderer, String width) {
        addColumn(renderer)
                .setKey(key)
                .setHeader(Words.say("column." + key))
                .setWidth(width)
                .setFlexGrow(key.equals("time") ? 0 : 1)
                .setResizable(true);
    }

    private static LitRenderer<SignInRow> text(com.vaadin.flow.function.ValueProvider<SignInRow, String> value) {
        return LitRenderer.<SignInRow>of("<span class='kw-two'>${item.text}</span>")
                .withProperty("text", value);
    }

    private void fit(boolean narrow) {
        for (var key : List.of("app", "method", "address", "device", "proof")) {
            getColumnByKey(key).setVisible(!narrow);
        }
        getColumnByKey("person").setWidth(narrow ? "110px" : "230px");
        getColumnByKey("outcome").setWidth(narrow ? "150px" : "210px");
        getColumnByKey("time").setWidth(narrow ? "92px" : WIDE_TIME);
    }
}
