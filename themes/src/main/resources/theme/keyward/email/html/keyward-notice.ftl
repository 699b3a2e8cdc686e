<#import "template.ftl" as layout>
<#assign link = console>
<#if topic?starts_with("break-glass-") && facts.grant??><#assign link = console + "access/emergency?open=" + facts.grant></#if>
<#if topic?starts_with("case-")><#assign link = console + "access/emergency/cases/" + facts.grant></#if>
<#if topic == "review-open"><#assign link = console + "access/my-reviews"><#elseif topic?starts_with("review-")><#assign link = console + "access/reviews"><#if facts.campaign??><#assign link = link + "/" + facts.campaign></#if></#if>
<@layout.emailLayout>
<p>${msg("keywardNoticeText." + topic)}</p>
<table role="presentation" style="border-collapse:collapse">
<#list facts as name, value>
  <tr><td class="kw-quiet" style="padding:2px 16px 2px 0;color:#4c5a69">${msg("keywardNoticeFact." + name)}</td><td style="padding:2px 0"><#if name == "cause" && topic?starts_with("inactivity-")>${msg("keywardNoticeCause." + value)}<#elseif name == "page"><a href="${value}">${value}</a><#elseif ["waived", "degraded"]?seq_contains(name)>${msg("keywardNoticeYes")}<#else>${value}</#if></td></tr>
</#list>
</table>
<#if console?has_content && !topic?starts_with("service-account-") && !["break-glass-watched", "break-glass-revoked", "inactivity-returned", "case-question"]?seq_contains(topic)>
<p>${msg("keywardNoticeConsole")} <a href="${link}">${link}</a></p>
</#if>
<#if signIn?has_content>
<p>${msg("keywardNoticeSignIn")} <a href="${signIn}">${signIn}</a></p>
</#if>
<p class="kw-quiet" style="color:#4c5a69;font-size:14px">${msg("keywardNoticeReference")}: ${reference}</p>
</@layout.emailLayout>
