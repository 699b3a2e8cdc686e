package health.keyward.console.base;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.masterdetaillayout.MasterDetailLayout;

/** A list with a drawer at its side; on a small screen the drawer lies over it as a dialog with a name. */
public final class ListAndDrawer extends MasterDetailLayout {
    /** The dialog is inside the component, where only a script can name it; without the role the name must go. */
    private static final String NAME_DIALOG = """
            const detail = this.shadowRoot.querySelector('#detail');
            if (!detail) return;
            const name = () => detail.getAttribute('role') === 'dialog'
                ? detail.setAttribute('aria-label', $0) : detail.removeAttribute('aria-label');
            new MutationObserver(name).observe(detail, {attributes: true, attributeFilter: ['role']});
            name();
            """;

    /** @param close what Escape and a click beside the drawer do */
    public ListAndDrawer(Component list, String drawerWidth, Runnable close) {
        setSizeFull();
        setMasterSize("340px");
        setExpandMaster(true);
        setExpandDetail(false);
        setDetailSize(drawerWidth);
        addDetailEscapePressListener(e -> close.run());
        addBackdropClickListener(e -> close.run());
        setMaster(list);
    }

    @Override
    protected void onAttach(AttachEvent event) {
        super.onAttach(event);
        getElement().executeJs(NAME_DIALOG, Words.say("drawer.name"));
    }
}
