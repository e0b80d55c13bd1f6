import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Audience } from "#app/auth/guard.ts";
import { buildWhenStale } from "#server/build.ts";
import { projectFolder } from "#server/settings.ts";
import { addApp } from "#tests/support/factors.ts";
import { type RunningPortal, startPortal } from "#tests/support/running-portal.ts";
import { visitor } from "#tests/support/visitor.ts";

/**
 * Who may come where. Every route of the built application has a row here, or this test fails; `at` is an
 * address of it that exists in the demo. Who is not in the audience gets the way in when not signed in,
 * and otherwise the same 404 as for a page that does not exist. To provisioning nobody comes by signing in: 401.
 */
const noNotice = "00000000-0000-4000-8000-000000000000";
/** Numbers of reports, exchanges and cases are random. */
const noReport = "/reports/VR-0000-0000";
const noExchange = "/exchanges/EX-0000-0000";
const noCase = "/cases/CS-0000-0000";
const noOwn = "/my-notices/CS-0000-0000-9";
const noAdvice = "/advice/EX-0000-0000";
const access: Record<string, { at: string; audience: Audience }> = {
  "routes/_index": { at: "/", audience: "everyone" },
  "routes/$": { at: "/nothing-here", audience: "everyone" },
  "routes/[.]well-known.jwks[.]json": { at: "/.well-known/jwks.json", audience: "everyone" },
  "routes/account": { at: "/account", audience: "signed-in" },
  "routes/acknowledge_.prove": { at: "/acknowledge/prove", audience: "signed-in" },
  "routes/account_.second-factor._index": { at: "/account/second-factor", audience: "signed-in" },
  "routes/account_.second-factor.app": { at: "/account/second-factor/app", audience: "signed-in" },
  "routes/account_.second-factor.passkey": {
    at: "/account/second-factor/passkey",
    audience: "signed-in",
  },
  "routes/account_.second-factor.recovery-codes": {
    at: "/account/second-factor/recovery-codes",
    audience: "signed-in",
  },
  "routes/account_.second-factor.remove.$factor": {
    at: "/account/second-factor/remove/app",
    audience: "signed-in",
  },
  "routes/acknowledge": { at: "/acknowledge", audience: "signed-in" },
  "routes/admin._index": { at: "/admin", audience: "administrator" },
  "routes/admin.roles": { at: "/admin/roles", audience: "administrator" },
  "routes/admin.sessions": { at: "/admin/sessions", audience: "administrator" },
  "routes/admin.health": { at: "/admin/health", audience: "administrator" },
  "routes/admin.settings": { at: "/admin/settings", audience: "administrator" },
  "routes/admin.keys": { at: "/admin/keys", audience: "administrator" },
  "routes/admin.log": { at: "/admin/log", audience: "administrator" },
  "routes/admin.$handle_.sessions": { at: "/admin/1006/sessions", audience: "administrator" },
  "routes/grants._index": { at: "/grants", audience: "signed-in" },
  "routes/grants.$number": { at: "/grants/1", audience: "signed-in" },
  "routes/admin.$handle": { at: "/admin/1006", audience: "administrator" },
  "routes/admin.$handle_.revoke.$role": {
    at: "/admin/1002/revoke/hr-training",
    audience: "administrator",
  },
  "routes/admin.$handle_.second-factor": {
    at: "/admin/1006/second-factor",
    audience: "administrator",
  },
  "routes/admin.$handle_.provider-link.$id": {
    at: `/admin/1006/provider-link/${noNotice}`,
    audience: "administrator",
  },
  "routes/admin.$handle_.confirmation.$kind": {
    at: "/admin/1014/confirmation/reset-password",
    audience: "administrator",
  },
  "routes/confirmations._index": { at: "/confirmations", audience: "report-handler" },
  "routes/confirmations.$id": { at: `/confirmations/${noNotice}`, audience: "report-handler" },
  "routes/passkey-options": { at: "/passkey-options", audience: "everyone" },
  "routes/admin.$handle_.set-up-code": { at: "/admin/1006/set-up-code", audience: "administrator" },
  "routes/admin.tokens._index": { at: "/admin/tokens", audience: "administrator" },
  "routes/admin.tokens.new": { at: "/admin/tokens/new", audience: "administrator" },
  "routes/admin.tokens.$number.revoke": {
    at: "/admin/tokens/1/revoke",
    audience: "administrator",
  },
  "routes/advice._index": { at: "/advice", audience: "everyone" },
  "routes/advice.$number": { at: noAdvice, audience: "signed-in" },
  "routes/advice.$number_.evidence_.$file": {
    at: `${noAdvice}/evidence/${noNotice}`,
    audience: "signed-in",
  },
  "routes/advice.$number_.evidence_.$file_.picture": {
    at: `${noAdvice}/evidence/${noNotice}/picture`,
    audience: "signed-in",
  },
  "routes/brand[.]css": { at: "/brand.css", audience: "everyone" },
  "routes/cases.$number_.find": { at: `${noCase}/find`, audience: "signed-in" },
  "routes/cases.$number_.confirm": { at: `${noCase}/confirm`, audience: "signed-in" },
  "routes/cases.$number_.decline": { at: `${noCase}/decline`, audience: "signed-in" },
  "routes/cases.$number_.propose": { at: `${noCase}/propose`, audience: "signed-in" },
  "routes/cases.$number_.issue": { at: `${noCase}/issue`, audience: "signed-in" },
  "routes/cases.$number_.inform": { at: `${noCase}/inform`, audience: "signed-in" },
  "routes/cases.$number_.rescind": { at: `${noCase}/rescind`, audience: "signed-in" },
  "routes/cases.$number_.uphold": { at: `${noCase}/uphold`, audience: "signed-in" },
  "routes/cases.$number_.grieve": { at: `${noCase}/grieve`, audience: "signed-in" },
  "routes/cases.$number_.end-grievance": { at: `${noCase}/end-grievance`, audience: "signed-in" },
  "routes/cases.$number_.assign-training": {
    at: `${noCase}/assign-training`,
    audience: "signed-in",
  },
  "routes/cases.$number_.tell-reporter": { at: `${noCase}/tell-reporter`, audience: "signed-in" },
  "routes/cases.$number_.close": { at: `${noCase}/close`, audience: "signed-in" },
  "routes/cases.$number_.reopen": { at: `${noCase}/reopen`, audience: "signed-in" },
  "routes/cases.$number_.propose-disposal": {
    at: `${noCase}/propose-disposal`,
    audience: "signed-in",
  },
  "routes/cases.$number_.dispose": { at: `${noCase}/dispose`, audience: "signed-in" },
  "routes/my-notices._index": { at: "/my-notices", audience: "signed-in" },
  "routes/cases.$number_.notice": { at: `${noCase}/notice`, audience: "signed-in" },
  "routes/cases.$number_.serve": { at: `${noCase}/serve`, audience: "signed-in" },
  "routes/cases.$number_.try": { at: `${noCase}/try`, audience: "signed-in" },
  "routes/cases.$number_.response": { at: `${noCase}/response`, audience: "signed-in" },
  "routes/cases.$number_.interview": { at: `${noCase}/interview`, audience: "signed-in" },
  "routes/cases.$number_.except": { at: `${noCase}/except`, audience: "signed-in" },
  "routes/cases.$number_.letters.$act": { at: `${noCase}/letters/9`, audience: "signed-in" },
  "routes/my-notices.$reference": { at: `${noOwn}`, audience: "signed-in" },
  "routes/my-notices.$reference_.evidence_.$file": {
    at: `${noOwn}/evidence/${noNotice}`,
    audience: "signed-in",
  },
  "routes/my-notices.$reference_.evidence_.$file_.picture": {
    at: `${noOwn}/evidence/${noNotice}/picture`,
    audience: "signed-in",
  },
  "routes/cases.$number_.allege": { at: `${noCase}/allege`, audience: "signed-in" },
  "routes/cases.$number_.appoint": { at: `${noCase}/appoint`, audience: "signed-in" },
  "routes/cases.$number_.declare": { at: `${noCase}/declare`, audience: "signed-in" },
  "routes/cases.$number_.end-appointment": {
    at: `${noCase}/end-appointment`,
    audience: "signed-in",
  },
  "routes/cases.$number_.end-interim": { at: `${noCase}/end-interim`, audience: "signed-in" },
  "routes/cases.$number_.hold": { at: `${noCase}/hold`, audience: "signed-in" },
  "routes/cases.$number_.interim": { at: `${noCase}/interim`, audience: "signed-in" },
  "routes/cases.$number_.lift-hold": { at: `${noCase}/lift-hold`, audience: "signed-in" },
  "routes/cases.$number_.pause": { at: `${noCase}/pause`, audience: "signed-in" },
  "routes/cases.$number_.resume": { at: `${noCase}/resume`, audience: "signed-in" },
  "routes/cases.$number_.review-interim": { at: `${noCase}/review-interim`, audience: "signed-in" },
  "routes/cases.$number_.withdraw": { at: `${noCase}/withdraw`, audience: "signed-in" },
  "routes/cases.left": { at: "/cases/left", audience: "signed-in" },
  "routes/cases.$number": { at: noCase, audience: "signed-in" },
  "routes/cases.$number_.add-report": { at: `${noCase}/add-report`, audience: "signed-in" },
  "routes/cases.$number_.evidence": { at: `${noCase}/evidence`, audience: "signed-in" },
  "routes/cases.$number_.evidence_.$file": {
    at: `${noCase}/evidence/${noNotice}`,
    audience: "signed-in",
  },
  "routes/cases.$number_.evidence_.$file_.picture": {
    at: `${noCase}/evidence/${noNotice}/picture`,
    audience: "signed-in",
  },
  "routes/cases.$number_.name-respondent": {
    at: `${noCase}/name-respondent`,
    audience: "signed-in",
  },
  "routes/cases.$number_.name-witness": { at: `${noCase}/name-witness`, audience: "signed-in" },
  "routes/cases.$number_.note": { at: `${noCase}/note`, audience: "signed-in" },
  "routes/cases.$number_.step-aside": { at: `${noCase}/step-aside`, audience: "signed-in" },
  "routes/cases.$number_.take-in": { at: `${noCase}/take-in`, audience: "signed-in" },
  "routes/cases.$number_.triage": { at: `${noCase}/triage`, audience: "signed-in" },
  "routes/cases._index": { at: "/cases", audience: "signed-in" },
  "routes/cases.figures": { at: "/cases/figures", audience: "hr-cases" },
  "routes/cases.figures[.]csv": { at: "/cases/figures.csv", audience: "hr-cases" },
  "routes/cases.views": { at: "/cases/views?person=1003", audience: "report-handler" },
  "routes/cases.$number_.views": { at: "/cases/CS-0000-0000/views", audience: "signed-in" },
  "routes/cases.$number_.export": { at: `${noCase}/export`, audience: "signed-in" },
  "routes/cases.$number_.export_.whole[.zip]": {
    at: `${noCase}/export/whole.zip`,
    audience: "signed-in",
  },
  "routes/cases.$number_.export_.severed[.zip]": {
    at: `${noCase}/export/severed.zip`,
    audience: "signed-in",
  },
  "routes/cases.$number_.export_.sever": {
    at: `${noCase}/export/sever`,
    audience: "signed-in",
  },
  "routes/cases.$number_.export_.sever_.words": {
    at: `${noCase}/export/sever/words`,
    audience: "signed-in",
  },
  "routes/cases.$number_.export_.sever_.parts": {
    at: `${noCase}/export/sever/parts`,
    audience: "signed-in",
  },
  "routes/exchanges._index": { at: "/exchanges", audience: "adviser" },
  "routes/exchanges.new": { at: "/exchanges/new", audience: "adviser" },
  "routes/exchanges.$number": { at: noExchange, audience: "adviser" },
  "routes/exchanges.$number_.close": { at: `${noExchange}/close`, audience: "adviser" },
  "routes/exchanges.$number_.follow-up": { at: `${noExchange}/follow-up`, audience: "adviser" },
  "routes/exchanges.$number_.evidence_.$file": {
    at: `${noExchange}/evidence/${noNotice}`,
    audience: "adviser",
  },
  "routes/exchanges.$number_.evidence_.$file_.picture": {
    at: `${noExchange}/evidence/${noNotice}/picture`,
    audience: "adviser",
  },
  "routes/exchanges.drafts.$draft": { at: `/exchanges/drafts/${noNotice}`, audience: "adviser" },
  "routes/exchanges.drafts.$draft_.delete": {
    at: `/exchanges/drafts/${noNotice}/delete`,
    audience: "adviser",
  },
  "routes/hr._index": { at: "/hr", audience: "hr-training" },
  "routes/hr.assignments._index": { at: "/hr/assignments", audience: "hr-training" },
  "routes/hr.assignments.new": { at: "/hr/assignments/new", audience: "hr-training" },
  "routes/hr.assignments.$number.end": { at: "/hr/assignments/1/end", audience: "hr-training" },
  "routes/hr.attestations._index": { at: "/hr/attestations", audience: "hr-training" },
  "routes/hr.attestations[.]csv": { at: "/hr/attestations.csv", audience: "hr-training" },
  "routes/hr.authorizations._index": { at: "/hr/authorizations", audience: "hr-training" },
  "routes/hr.authorizations[.]csv": { at: "/hr/authorizations.csv", audience: "hr-training" },
  "routes/hr.authorizations.new": { at: "/hr/authorizations/new", audience: "hr-training" },
  "routes/hr.authorizations.$reference": { at: "/hr/authorizations/A-1", audience: "hr-training" },
  "routes/hr.authorizations.$reference_.correct": {
    at: "/hr/authorizations/A-1/correct",
    audience: "hr-training",
  },
  "routes/hr.authorizations.$reference_.end": {
    at: "/hr/authorizations/A-1/end",
    audience: "hr-training",
  },
  "routes/hr.exchanges._index": { at: "/hr/exchanges", audience: "hr-training" },
  "routes/hr.exchanges[.]csv": { at: "/hr/exchanges.csv", audience: "hr-training" },
  "routes/hr.notices._index": { at: "/hr/notices", audience: "hr-training" },
  "routes/hr.notices.again": { at: "/hr/notices/again", audience: "hr-training" },
  "routes/hr.notices.$id": { at: `/hr/notices/${noNotice}`, audience: "hr-training" },
  "routes/hr.notices.$id_.$act": {
    at: `/hr/notices/${noNotice}/withdraw`,
    audience: "hr-training",
  },
  "routes/hr.people.$handle_.remind": { at: "/hr/people/1006/remind", audience: "hr-training" },
  "routes/hr.dashboard[.]csv": { at: "/hr/dashboard.csv", audience: "hr-training" },
  "routes/hr.people._index": { at: "/hr/people", audience: "hr-training" },
  "routes/hr.people.$handle_.last-day": { at: "/hr/people/1006/last-day", audience: "hr-training" },
  "routes/hr.people.$handle_.leave._index": {
    at: "/hr/people/1006/leave",
    audience: "hr-training",
  },
  "routes/hr.people.$handle_.leave.$began": {
    at: "/hr/people/1006/leave/2026-01-01",
    audience: "hr-training",
  },
  "routes/hr.people.$handle_.names": { at: "/hr/people/1006/names", audience: "hr-training" },
  "routes/hr.people.$handle_.work._index": { at: "/hr/people/1006/work", audience: "hr-training" },
  "routes/hr.people.$handle_.work.$began": {
    at: "/hr/people/1006/work/2026-01-01",
    audience: "hr-training",
  },
  "routes/hr.people.new": { at: "/hr/people/new", audience: "hr-training" },
  "routes/hr.people.import._index": { at: "/hr/people/import", audience: "hr-training" },
  "routes/hr.people.import.template[.]csv": {
    at: "/hr/people/import/template.csv",
    audience: "hr-training",
  },
  "routes/hr.people.import.$number": { at: "/hr/people/import/1", audience: "hr-training" },
  "routes/hr.people.import.$number_.faults[.]csv": {
    at: "/hr/people/import/1/faults.csv",
    audience: "hr-training",
  },
  "routes/hr.people.import.$number_.changes[.]jsonl": {
    at: "/hr/people/import/1/changes.jsonl",
    audience: "hr-training",
  },
  "routes/hr.people.$handle": { at: "/hr/people/1006", audience: "hr-training" },
  "routes/hr.people.$handle_.assign": { at: "/hr/people/1006/assign", audience: "hr-training" },
  "routes/hr.people.$handle_.due-day.$track": {
    at: "/hr/people/1006/due-day/personal-use",
    audience: "hr-training",
  },
  "routes/hr.people.$handle_.end-assignment.$track": {
    at: "/hr/people/1006/end-assignment/personal-use",
    audience: "hr-training",
  },
  "routes/hr.people.$handle_.end-exemption": {
    at: "/hr/people/1006/end-exemption",
    audience: "hr-training",
  },
  "routes/hr.people.$handle_.exempt": { at: "/hr/people/1006/exempt", audience: "hr-training" },
  "routes/hr.people.$handle_.second-factor": {
    at: "/hr/people/1006/second-factor",
    audience: "hr-training",
  },
  "routes/hr.people.$handle_.set-up-code": {
    at: "/hr/people/1006/set-up-code",
    audience: "hr-training",
  },
  "routes/hr.versions._index": { at: "/hr/versions", audience: "hr-training" },
  "routes/hr.versions.difference": { at: "/hr/versions/difference", audience: "hr-training" },
  "routes/hr.versions.preview._index": { at: "/hr/versions/preview", audience: "hr-training" },
  "routes/hr.versions.preview.$lesson": {
    at: "/hr/versions/preview/speak-for-yourself",
    audience: "hr-training",
  },
  "routes/hr.versions.publish._index": { at: "/hr/versions/publish", audience: "hr-training" },
  "routes/hr.versions.publish.audience": {
    at: "/hr/versions/publish/audience",
    audience: "hr-training",
  },
  "routes/hr.versions.publish.check": { at: "/hr/versions/publish/check", audience: "hr-training" },
  "routes/policy.$clause": { at: "/policy/6.c", audience: "everyone" },
  "routes/policy.versions": { at: "/policy/versions", audience: "everyone" },
  "routes/hr.people.$handle_.evidence.$policy.$version": {
    at: "/hr/people/1008/evidence/3.51/1",
    audience: "hr-training",
  },
  "routes/hr.people.$handle_.evidence.$policy.$version[.html]": {
    at: "/hr/people/1008/evidence/3.51/1.html",
    audience: "hr-training",
  },
  "routes/hr.people.$handle_.evidence.$policy.$version[.json]": {
    at: "/hr/people/1008/evidence/3.51/1.json",
    audience: "hr-training",
  },
  "routes/hr.letters": { at: "/hr/letters", audience: "hr-training" },
  "routes/hr.paper._index": { at: "/hr/paper", audience: "hr-training" },
  "routes/hr.paper.form": { at: "/hr/paper/form?person=1009", audience: "hr-training" },
  "routes/hr.paper.record": { at: "/hr/paper/record?person=1009", audience: "hr-training" },
  "routes/hr.paper.recorded": {
    at: "/hr/paper/recorded?receipt=R-00000-00000",
    audience: "hr-training",
  },
  "routes/ledger._index": { at: "/ledger", audience: "auditor" },
  "routes/ledger.seals._index": { at: "/ledger/seals", audience: "auditor" },
  "routes/ledger.seals.latest[.json]": { at: "/ledger/seals/latest.json", audience: "auditor" },
  "routes/ledger.download": { at: "/ledger/download", audience: "auditor" },
  "routes/ledger.$record": { at: "/ledger/1.0", audience: "auditor" },
  "routes/policy._index": { at: "/policy", audience: "everyone" },
  "routes/policy.$policy.$version": { at: "/policy/3.51/1", audience: "everyone" },
  "routes/exchanges.$number_.tell": { at: `${noExchange}/tell`, audience: "adviser" },
  "routes/exchanges.$number_.escalate": { at: `${noExchange}/escalate`, audience: "adviser" },
  "routes/exchanges.$number_.code": { at: `${noExchange}/code`, audience: "adviser" },
  "routes/privacy": { at: "/privacy", audience: "everyone" },
  "routes/receipts._index": { at: "/receipts", audience: "signed-in" },
  "routes/receipts.$reference": { at: "/receipts/R-00000-00000", audience: "signed-in" },
  "routes/receipts.$reference[.json]": {
    at: "/receipts/R-00000-00000.json",
    audience: "signed-in",
  },
  "routes/receipts.$reference_.scan": {
    at: "/receipts/R-00000-00000/scan",
    audience: "signed-in",
  },
  "routes/report._index": { at: "/report", audience: "anybody-at-all" },
  "routes/report.about": { at: "/report/about", audience: "anybody-at-all" },
  "routes/report.anonymous-now": { at: "/report/anonymous-now", audience: "anybody-at-all" },
  "routes/report.call-first": { at: "/report/call-first", audience: "anybody-at-all" },
  "routes/report.check": { at: "/report/check", audience: "anybody-at-all" },
  "routes/report.comments": { at: "/report/comments", audience: "anybody-at-all" },
  "routes/report.contact": { at: "/report/contact", audience: "anybody-at-all" },
  "routes/report.danger": { at: "/report/danger", audience: "anybody-at-all" },
  "routes/report.delete": { at: "/report/delete", audience: "anybody-at-all" },
  "routes/report.done": { at: "/report/done", audience: "anybody-at-all" },
  "routes/report.evidence": { at: "/report/evidence", audience: "anybody-at-all" },
  "routes/report.name": { at: "/report/name", audience: "anybody-at-all" },
  "routes/report.receipt": { at: "/report/receipt", audience: "anybody-at-all" },
  "routes/report.recognizable": { at: "/report/recognizable", audience: "anybody-at-all" },
  "routes/report.rule": { at: "/report/rule", audience: "anybody-at-all" },
  "routes/report.what": { at: "/report/what", audience: "anybody-at-all" },
  "routes/report.when": { at: "/report/when", audience: "anybody-at-all" },
  "routes/report.where": { at: "/report/where", audience: "anybody-at-all" },
  "routes/report.who": { at: "/report/who", audience: "anybody-at-all" },
  "routes/report.witnesses": { at: "/report/witnesses", audience: "anybody-at-all" },
  "routes/reports._index": { at: "/reports", audience: "report-handler" },
  "routes/reports.new": { at: "/reports/new", audience: "report-handler" },
  "routes/reports.new_.code": { at: "/reports/new/code", audience: "report-handler" },
  "routes/reports.$number": { at: noReport, audience: "report-handler" },
  "routes/reports.$number_.acknowledge": {
    at: `${noReport}/acknowledge`,
    audience: "report-handler",
  },
  "routes/reports.$number_.join": { at: `${noReport}/join`, audience: "report-handler" },
  "routes/reports.$number_.step-aside": {
    at: `${noReport}/step-aside`,
    audience: "report-handler",
  },
  "routes/reports.$number_.open-case": { at: `${noReport}/open-case`, audience: "report-handler" },
  "routes/reports.$number_.part": { at: `${noReport}/part`, audience: "report-handler" },
  "routes/report.follow-up": { at: "/report/follow-up", audience: "anybody-at-all" },
  "routes/report.follow-up_.evidence": {
    at: "/report/follow-up/evidence",
    audience: "anybody-at-all",
  },
  "routes/report.follow-up_.leave": { at: "/report/follow-up/leave", audience: "anybody-at-all" },
  "routes/report.follow-up_.report": { at: "/report/follow-up/report", audience: "anybody-at-all" },
  "routes/reports.$number_.evidence": {
    at: "/reports/VR-0000-0000/evidence",
    audience: "report-handler",
  },
  "routes/reports.$number_.evidence_.$file": {
    at: `/reports/VR-0000-0000/evidence/${noNotice}`,
    audience: "report-handler",
  },
  "routes/reports.$number_.evidence_.$file_.picture": {
    at: `/reports/VR-0000-0000/evidence/${noNotice}/picture`,
    audience: "report-handler",
  },
  "routes/scim.v2.$": { at: "/scim/v2/Groups", audience: "provisioning" },
  "routes/scim.v2.ResourceTypes": { at: "/scim/v2/ResourceTypes", audience: "provisioning" },
  "routes/scim.v2.ResourceTypes_.$id": {
    at: "/scim/v2/ResourceTypes/User",
    audience: "provisioning",
  },
  "routes/scim.v2.Schemas": { at: "/scim/v2/Schemas", audience: "provisioning" },
  "routes/scim.v2.Schemas_.$id": { at: "/scim/v2/Schemas/User", audience: "provisioning" },
  "routes/scim.v2.ServiceProviderConfig": {
    at: "/scim/v2/ServiceProviderConfig",
    audience: "provisioning",
  },
  "routes/scim.v2.Users": { at: "/scim/v2/Users", audience: "provisioning" },
  "routes/scim.v2.Users_.$id": { at: `/scim/v2/Users/${noNotice}`, audience: "provisioning" },
  "routes/scim.v2.Users_.[.search]": { at: "/scim/v2/Users/.search", audience: "provisioning" },
  "routes/sign-in_.passkey": { at: "/sign-in/passkey", audience: "everyone" },
  "routes/sign-in_.second-factor": { at: "/sign-in/second-factor", audience: "half-signed-in" },
  "routes/sign-in_.enrolment._index": { at: "/sign-in/enrolment", audience: "half-signed-in" },
  "routes/sign-in_.enrolment.app": { at: "/sign-in/enrolment/app", audience: "half-signed-in" },
  "routes/sign-in_.enrolment.passkey": {
    at: "/sign-in/enrolment/passkey",
    audience: "half-signed-in",
  },
  "routes/set-up": { at: "/set-up", audience: "everyone" },
  "routes/sign-in_.from.$provider": { at: "/sign-in/from/city", audience: "everyone" },
  "routes/sign-in_.with.$provider": { at: "/sign-in/with/city", audience: "everyone" },
  "routes/sign-in_.with.$provider_.signed-out": {
    at: "/sign-in/with/city/signed-out",
    audience: "anybody-at-all",
  },
  "routes/sign-out_.there.$provider": { at: "/sign-out/there/city", audience: "everyone" },
  "routes/sign-in": { at: "/sign-in", audience: "everyone" },
  "routes/sign-out": { at: "/sign-out", audience: "everyone" },
  "routes/team.remind": { at: "/team/remind", audience: "supervisor" },
  "routes/team.slips": { at: "/team/slips", audience: "supervisor" },
  "routes/team._index": { at: "/team", audience: "supervisor" },
  "routes/team.print": { at: "/team/print", audience: "supervisor" },
  "routes/team.$handle": { at: "/team/1006", audience: "supervisor" },
  "routes/team.$handle_.set-up-code": { at: "/team/1006/set-up-code", audience: "supervisor" },
  "routes/team.letters": { at: "/team/letters", audience: "supervisor" },
  "routes/team.paper._index": { at: "/team/paper", audience: "supervisor" },
  "routes/team.paper.form": { at: "/team/paper/form?person=1006", audience: "supervisor" },
  "routes/team.paper.record": { at: "/team/paper/record?person=1006", audience: "supervisor" },
  "routes/team.paper.recorded": {
    at: "/team/paper/recorded?receipt=R-00000-00000",
    audience: "supervisor",
  },
  "routes/training._index": { at: "/training", audience: "signed-in" },
  "routes/training.$lesson": { at: "/training/speak-for-yourself", audience: "signed-in" },
  "routes/verify": { at: "/verify", audience: "everyone" },
};

/** One of the fixed people for each kind of viewer, with the audiences they belong to. */
const viewers: Record<string, { signIn: string | null; belongsTo: Audience[] }> = {
  "somebody not signed in": { signIn: null, belongsTo: ["everyone", "anybody-at-all"] },
  "an employee": { signIn: "1006", belongsTo: ["everyone", "anybody-at-all", "signed-in"] },
  "a supervisor": {
    signIn: "1004",
    belongsTo: ["everyone", "anybody-at-all", "signed-in", "supervisor", "adviser"],
  },
  "HR, training": {
    signIn: "1002",
    belongsTo: ["everyone", "anybody-at-all", "signed-in", "supervisor", "hr-training", "adviser"],
  },
  "the city manager": {
    signIn: "1001",
    belongsTo: [
      ...["everyone", "anybody-at-all", "signed-in", "supervisor", "city-manager"],
      ...["report-handler", "adviser"],
    ] as Audience[],
  },
  "HR, cases": {
    signIn: "1014",
    belongsTo: ["everyone", "anybody-at-all", "signed-in", "hr-cases", "report-handler", "adviser"],
  },
  "the outside officer": {
    signIn: "ruth.enns@example.net",
    belongsTo: [
      ...["everyone", "anybody-at-all", "signed-in", "outside-officer", "report-handler"],
      "adviser",
    ] as Audience[],
  },
  "the administrator": {
    signIn: "1012",
    belongsTo: ["everyone", "anybody-at-all", "signed-in", "administrator"],
  },
  "the auditor": {
    signIn: "omar.haddad@example.net",
    belongsTo: ["everyone", "anybody-at-all", "signed-in", "auditor"],
  },
  "somebody from outside without a grant": {
    signIn: "ingrid.vance@example.net",
    belongsTo: ["everyone", "anybody-at-all", "signed-in"],
  },
};

/** Pages whose answer to somebody who may come depends on what that person has: a 404 is no refusal. */
const dependsOnThePerson = new Set([
  // No provider is offered here: there is none to go to.
  "routes/sign-in_.from.$provider",
  "routes/sign-in_.with.$provider",
  "routes/sign-in_.with.$provider_.signed-out",
  "routes/sign-out_.there.$provider",
  "routes/account_.second-factor.remove.$factor",
  "routes/confirmations.$id",
  "routes/passkey-options",
  "routes/$",
  "routes/admin.tokens.$number.revoke",
  "routes/admin.$handle_.provider-link.$id",
  "routes/acknowledge",
  "routes/acknowledge_.prove",
  "routes/grants._index",
  "routes/grants.$number",
  "routes/cases._index",
  "routes/cases.$number_.views",
  "routes/advice.$number",
  "routes/advice.$number_.evidence_.$file",
  "routes/advice.$number_.evidence_.$file_.picture",
  "routes/cases.$number_.notice",
  "routes/cases.$number_.serve",
  "routes/cases.$number_.try",
  "routes/cases.$number_.response",
  "routes/cases.$number_.interview",
  "routes/cases.$number_.except",
  "routes/cases.$number_.letters.$act",
  "routes/my-notices.$reference",
  "routes/my-notices.$reference_.evidence_.$file",
  "routes/my-notices.$reference_.evidence_.$file_.picture",
  "routes/cases.$number_.allege",
  "routes/cases.$number_.appoint",
  "routes/cases.$number_.declare",
  "routes/cases.$number_.end-appointment",
  "routes/cases.$number_.end-interim",
  "routes/cases.$number_.hold",
  "routes/cases.$number_.interim",
  "routes/cases.$number_.lift-hold",
  "routes/cases.$number_.pause",
  "routes/cases.$number_.resume",
  "routes/cases.$number_.review-interim",
  "routes/cases.$number_.withdraw",
  "routes/cases.$number",
  "routes/cases.$number_.add-report",
  "routes/cases.$number_.evidence",
  "routes/cases.$number_.evidence_.$file",
  "routes/cases.$number_.evidence_.$file_.picture",
  "routes/cases.$number_.name-respondent",
  "routes/cases.$number_.name-witness",
  "routes/cases.$number_.note",
  "routes/cases.$number_.step-aside",
  "routes/cases.$number_.take-in",
  "routes/cases.$number_.triage",
  "routes/reports.$number_.open-case",
  "routes/cases.$number_.export",
  "routes/cases.$number_.export_.whole[.zip]",
  "routes/cases.$number_.export_.severed[.zip]",
  "routes/cases.$number_.export_.sever",
  "routes/cases.$number_.export_.sever_.words",
  "routes/cases.$number_.export_.sever_.parts",
  "routes/exchanges.$number",
  "routes/exchanges.$number_.close",
  "routes/exchanges.$number_.follow-up",
  "routes/exchanges.$number_.evidence_.$file",
  "routes/exchanges.$number_.evidence_.$file_.picture",
  "routes/exchanges.drafts.$draft",
  "routes/exchanges.drafts.$draft_.delete",
  "routes/hr.people.$handle_.leave.$began",
  "routes/hr.people.$handle_.work.$began",
  "routes/hr.people.import.$number",
  "routes/hr.people.import.$number_.changes[.]jsonl",
  "routes/hr.people.import.$number_.faults[.]csv",
  "routes/hr.notices.$id",
  "routes/hr.notices.$id_.$act",
  "routes/receipts.$reference",
  "routes/exchanges.$number_.tell",
  "routes/exchanges.$number_.escalate",
  "routes/exchanges.$number_.code",
  "routes/cases.$number_.find",
  "routes/cases.$number_.confirm",
  "routes/cases.$number_.decline",
  "routes/cases.$number_.propose",
  "routes/cases.$number_.issue",
  "routes/cases.$number_.inform",
  "routes/cases.$number_.rescind",
  "routes/cases.$number_.uphold",
  "routes/cases.$number_.grieve",
  "routes/cases.$number_.end-grievance",
  "routes/cases.$number_.assign-training",
  "routes/cases.$number_.tell-reporter",
  "routes/cases.$number_.close",
  "routes/cases.$number_.reopen",
  "routes/cases.$number_.propose-disposal",
  "routes/cases.$number_.dispose",
  "routes/reports.$number",
  "routes/reports.$number_.acknowledge",
  "routes/reports.$number_.join",
  "routes/reports.$number_.part",
  "routes/reports.$number_.step-aside",
  "routes/receipts.$reference[.json]",
  "routes/receipts.$reference_.scan",
  "routes/reports.$number_.evidence",
  "routes/reports.$number_.evidence_.$file",
  "routes/reports.$number_.evidence_.$file_.picture",
  "routes/hr.paper.recorded",
  "routes/team.$handle",
  "routes/team.$handle_.set-up-code",
  "routes/team.paper.form",
  "routes/team.paper.record",
  "routes/team.paper.recorded",
  "routes/training.$lesson",
]);

type Route = { module: { loader?: unknown; action?: unknown } };
let routes: Record<string, Route>;
let portal: RunningPortal;

beforeAll(async () => {
  await buildWhenStale();
  ({ routes } = await import(`${projectFolder}/build/server/index.js`));
  portal = await startPortal();
}, 120_000);
afterAll(() => portal.stop());

test("every route has a row in the table, and every row a route", () => {
  const built = Object.keys(routes).filter((id) => id !== "root");
  expect(Object.keys(access).sort()).toEqual(built.sort());
});

test("every loader and action guards itself, for the audience of its row", () => {
  const wrong = Object.entries(access).flatMap(([id, { audience }]) => {
    if (id === "routes/$") return [];
    const { loader, action } = routes[id]?.module ?? {};
    return [loader, action]
      .filter((handler) => handler !== undefined)
      .filter((handler) => (handler as { audience?: Audience }).audience !== audience)
      .map(() => id);
  });
  expect(wrong).toEqual([]);
});

test("every route with something behind it has a loader, so that none is open by accident", () => {
  const without = Object.keys(access).filter((id) => routes[id]?.module.loader === undefined);
  expect(without).toEqual([]);
});

describe.each(Object.entries(viewers))("%s", (_, { signIn, belongsTo }) => {
  const who = () => visitor(portal.url);
  let asked: ReturnType<typeof visitor>;
  beforeAll(async () => {
    asked = who();
    if (signIn) await asked.signIn(signIn);
  });

  test.each(Object.entries(access))("asks for %s", async (id, { at, audience }) => {
    const { status, headers, text } = await asked.ask(at);
    if (audience === "half-signed-in") {
      expect(status).toBe(303);
      expect(headers.location).toBe(signIn === null ? "/sign-in?to=%2F" : "/");
    } else if (belongsTo.includes(audience)) {
      expect(dependsOnThePerson.has(id) ? [200, 303, 404] : [200, 303]).toContain(status);
      expect(String(headers.location ?? "")).not.toMatch(/^\/sign-in\?/);
    } else if (audience === "provisioning") {
      // No person belongs there, whoever is signed in: it asks for a token.
      expect(status).toBe(401);
    } else if (signIn === null) {
      expect(status).toBe(303);
      expect(headers.location).toBe(`/sign-in?to=${encodeURIComponent(at)}`);
    } else {
      expect(status).toBe(404);
      expect(text).toContain("This page does not exist, or is not for you to see.");
    }
  });

  test.each(Object.entries(access).filter(([, { audience }]) => audience !== "everyone"))(
    "posts to %s",
    async (_id, { at, audience }) => {
      if (belongsTo.includes(audience)) return;
      const { status } = await asked.send(at, { anything: "at all" });
      if (audience === "provisioning") return void expect(status).toBe(401);
      const mayBeSentOn = signIn === null || audience === "half-signed-in";
      expect(mayBeSentOn ? [303, 405] : [404, 405]).toContain(status);
    },
  );
});

describe("somebody half signed in", () => {
  let asked: ReturnType<typeof visitor>;
  beforeAll(async () => {
    const chloe = visitor(portal.url);
    await chloe.signIn("1011");
    await addApp(chloe);
    asked = visitor(portal.url);
    await asked.signIn("1011");
  }, 60_000);

  test.each(Object.entries(access))("asks for %s", async (id, { at, audience }) => {
    const { status, headers } = await asked.ask(at);
    if (id === "routes/sign-in_.second-factor") expect(status).toBe(200);
    else if (audience === "provisioning") expect(status).toBe(401);
    else if (audience === "everyone" || audience === "anybody-at-all") {
      expect(dependsOnThePerson.has(id) ? [200, 303, 404] : [200, 303]).toContain(status);
    } else {
      const to = audience === "half-signed-in" ? "/" : at;
      expect(status).toBe(303);
      expect(headers.location).toBe(`/sign-in/second-factor?to=${encodeURIComponent(to)}`);
    }
  });

  test.each(
    Object.entries(access).filter(
      ([id, { audience }]) =>
        audience !== "everyone" &&
        audience !== "anybody-at-all" &&
        id !== "routes/sign-in_.second-factor",
    ),
  )("posts to %s", async (_id, { at, audience }) => {
    const { status, headers } = await asked.send(at, { anything: "at all" });
    if (audience === "provisioning") return void expect(status).toBe(401);
    expect([303, 405]).toContain(status);
    if (status === 303) expect(headers.location).toMatch(/^\/sign-in\/second-factor\?to=/);
  });

  test("is nobody on a page for everyone", async () => {
    expect((await asked.ask("/policy")).text).not.toContain("Chloe");
  });
});
