<#-- Where a custodian opens an emergency account together with another one. -->
<#import "template.ftl" as layout>
<#import "field.ftl" as field>
<@layout.registrationLayout displayMessage=true; section>
<!-- template: keyward-custodian.ftl -->

    <#if section = "header">
        ${msg("keywardCustodianTitle")}
    <#elseif section = "form">
        <p>${msg("keywardCustodianHelp")}</p>
        <#list keywardAccounts as one>
            <form id="keyward-custodian-${one?index}" class="${properties.kcFormClass!}" action="${url.loginAction}" method="post">
                <input type="hidden" name="form" value="${keywardForm}" />
                <input type="hidden" name="account" value="${one.id}" />
                <dl class="keyward-facts">
                    <dt>${msg("keywardCustodianAccount")}</dt><dd><strong>${one.name}</strong></dd>
                    <dt>${msg("keywardCustodianPurpose")}</dt><dd>${one.purpose}</dd>
                    <#if one.state == "JOIN">
                        <dt>${msg("keywardCustodianWhy")}</dt><dd>${one.why}<#if one.drill> (${msg("keywardCustodianDrill")})</#if></dd>
                    </#if>
                </dl>
                <#if one.state == "JOIN">
                    <p id="keyward-custodian-asked-${one?index}">${msg("keywardCustodianAsked", one.first)}</p>
                    <button type="submit" id="keyward-custodian-join-${one?index}" name="join" value="${one.opening}" class="${properties.kcButtonClass!} ${properties.kcButtonPrimaryClass!} ${properties.kcButtonLargeClass!}">${msg("keywardCustodianJoin")}</button>
                <#elseif one.state == "READ">
                    <p role="status">${msg("keywardCustodianStateUSED")}</p>
                    <p>${msg("keywardCustodianReadHelp")}</p>
                    <button type="submit" id="keyward-custodian-read-${one?index}" name="read" value="${one.opening}" class="${properties.kcButtonClass!} ${properties.kcButtonPrimaryClass!} ${properties.kcButtonLargeClass!}">${msg("keywardCustodianRead")}</button>
                <#elseif one.state == "OVER">
                    <div class="${properties.kcFormGroupClass!}">
                        <label for="why-${one?index}" class="${properties.kcLabelClass!}">${msg("keywardCustodianWhy")}</label>
                        <span class="${properties.kcInputClass!}"><input id="why-${one?index}" name="why" type="text" maxlength="300" required autocomplete="off" /></span>
                    </div>
                    <div class="${properties.kcFormGroupClass!}">
                        <input class="${properties.kcCheckInputClass!}" type="checkbox" id="drill-${one?index}" name="drill" value="true" />
                        <label for="drill-${one?index}">${msg("keywardCustodianDrill")}</label>
                    </div>
                    <button type="submit" id="keyward-custodian-begin-${one?index}" name="begin" value="true" class="${properties.kcButtonClass!} ${properties.kcButtonPrimaryClass!} ${properties.kcButtonLargeClass!}">${msg("keywardCustodianBegin")}</button>
                <#else>
                    <p role="status">${msg(one.words)}</p>
                </#if>
            </form>
        </#list>
        <#if isAppInitiatedAction??>
            <form action="${url.loginAction}" method="post">
                <button type="submit" id="keyward-custodian-cancel" name="cancel-aia" value="true" class="${properties.kcButtonClass!} ${properties.kcButtonDefaultClass!}">${msg("doCancel")}</button>
            </form>
        </#if>
    </#if>
</@layout.registrationLayout>
