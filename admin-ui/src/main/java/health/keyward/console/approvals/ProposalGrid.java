package health.keyward.console.approvals;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.data.renderer.LitRenderer;
import health.keyward.console.base.Narrow;
import health.keyward.console.base.Times;
import health.keyward.console.base.Words;
import health.keyward.contract.approval.ProposalRow;

/** Proposals, the newest first. */
final class ProposalGrid extends Grid<ProposalRow> {
    private static final String STATE =
            "<span class='kw-outcome ${item.tone}'><vaadin-icon src='icons/sprite.svg' symbol='${item.icon}' aria-hidden='true'></vaadin-icon>"
                    + "<span>${item.word}</span></span>";

    ProposalGrid(Times times) {
        setId("proposals");
        addClassName("kw-grid");
        addThemeVariants(GridVariant.NO_BORDER);
        setSizeFull();
        getElement().setProperty("accessibleName", Words.say("approvals.title"));
        column(
                "time",
                LitRenderer.<ProposalRow>of("<time datetime='${item.iso}' title='${item.exact}'>${item.ago}</time>")
                        .withProperty("iso", r -> r.proposedAt().toString())
                        .withProperty("exact", r -> times.exact(r.proposedAt()))
                        .withProperty("ago", r -> times.ago(r.proposedAt())),
                "112px",
                0);
        column("change", text(ProposalRow::title), "210px", 1);
        column("actor", text(ProposalRow::proposer), "120px", 0);
        column(
                "state",
                LitRenderer.<ProposalRow>of(STATE)
                        .withProperty("tone", r -> ProposalWords.tone(r.state()))
                        .withProperty("icon", r -> ProposalWords.icon(r.state()))
                        .withProperty("word", r -> Words.of(r.state())),
                "150px",
                0);
        Narrow.watch(UI.getCurrent(), this, narrow -> {
            getColumnByKey("actor").setVisible(!narrow);
            getColumnByKey("time").setWidth(narrow ? "92px" : "112px");
            getColumnByKey("change").setWidth(narrow ? "150px" : "210px");
            getColumnByKey("state").setWidth(narrow ? "130px" : "150px");
        });
    }

    private void column(String key, LitRenderer<ProposalRow> renderer, String width, int grow) {
        addColumn(renderer)
                .setKey(key)
                .setHeader(Words.say("column." + key))
                .setWidth(width)
                .setFlexGrow(grow)
                .setResizable(true);
    }

    private static LitRenderer<ProposalRow> text(com.vaadin.flow.function.ValueProvider<ProposalRow, String> value) {
        return LitRenderer.<ProposalRow>of("<span class='kw-two'>${item.text}</span>")
                .withProperty("text", value);
    }
}
