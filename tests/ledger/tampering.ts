import type { Sql } from "postgres";
import { formRecord } from "#app/ledger/record.ts";
import { anAct } from "./written-ledger.ts";

/** A ledger of three seals with six records each: `at` gives the record of a place while it was untouched. */
type At = (seal: number, position: number) => string;

export type Tampering = {
  does: string;
  /** Returns the id of a record it added. */
  tamper: (owner: Sql, at: At) => Promise<string | unknown>;
  seal: number | null;
  position: number | null;
  /** The place, in the untouched ledger, of the record that is to be named; or the one that was added. */
  record: [seal: number, position: number] | "added" | null;
  says: RegExp;
};

/** What an owner of the tables can do: set every guard aside. */
export async function setGuardsAside(owner: Sql): Promise<void> {
  await owner.unsafe(`
    alter table ledger_records disable trigger user;
    alter table ledger_seals disable trigger user;
    alter table ledger_leaves disable trigger user;
    alter table ledger_unsealed disable trigger user;
    alter table ledger_leaves drop constraint ledger_leaves_record_id_ledger_records_id_fk;
    alter table ledger_leaves drop constraint ledger_leaves_seal_ledger_seals_number_fk;
    alter table ledger_leaves drop constraint ledger_leaves_pkey;
    alter table ledger_leaves drop constraint ledger_leaves_hold_a_record_once;
    alter table ledger_unsealed drop constraint ledger_unsealed_record_id_ledger_records_id_fk;
    alter table listed_records drop constraint listed_records_stand_under_a_seal;
    alter table notices drop constraint notices_tell_of_a_seal`);
}

/** Once the guards are set aside. */
export async function emptyLedger(owner: Sql): Promise<void> {
  await owner.unsafe(`delete from ledger_leaves; delete from ledger_unsealed;
    delete from listed_records; delete from ledger_seals; delete from ledger_records`);
}

async function addRecord(owner: Sql): Promise<string> {
  const act = anAct();
  const { id, body } = formRecord(act);
  await owner`insert into ledger_records values (${id}, ${act.act}, ${act.about}, ${act.at}, ${body})`;
  return id;
}

const swap = (owner: Sql, one: string, other: string) => owner`
  update ledger_leaves set record_id = case record_id when ${one} then ${other} else ${one} end::uuid
  where record_id in (${one}, ${other})`;

const changedText = /was changed: its text/;
const changedBeside = /was changed beside its sealed text/;

export const tamperings: Tampering[] = [
  {
    does: "a record with another text, and another after it",
    tamper: (owner, at) => owner`
      update ledger_records set body = replace(body, 'personal-use', 'official-channels')
      where id in (${at(2, 3)}, ${at(3, 0)})`,
    seal: 2,
    position: 3,
    record: [2, 3],
    says: changedText,
  },
  {
    does: "a record found under another person",
    tamper: (owner, at) => owner`
      update ledger_records set about = gen_random_uuid() where id = ${at(1, 0)}`,
    seal: 1,
    position: 0,
    record: [1, 0],
    says: changedBeside,
  },
  {
    does: "a record found under nobody",
    tamper: (owner, at) => owner`update ledger_records set about = null where id = ${at(1, 1)}`,
    seal: 1,
    position: 1,
    record: [1, 1],
    says: changedBeside,
  },
  {
    does: "a record found under another act",
    tamper: (owner, at) => owner`
      update ledger_records set act = 'acknowledge' where id = ${at(3, 5)}`,
    seal: 3,
    position: 5,
    record: [3, 5],
    says: changedBeside,
  },
  {
    does: "a record found a microsecond later",
    tamper: (owner, at) => owner`
      update ledger_records set recorded_at = recorded_at + interval '1 microsecond'
      where id = ${at(2, 0)}`,
    seal: 2,
    position: 0,
    record: [2, 0],
    says: changedBeside,
  },
  {
    does: "a record under another id",
    tamper: async (owner, at) => {
      const id = crypto.randomUUID();
      await owner`update ledger_records set id = ${id} where id = ${at(2, 2)}`;
      await owner`update ledger_leaves set record_id = ${id} where record_id = ${at(2, 2)}`;
      return id;
    },
    seal: 2,
    position: 2,
    record: "added",
    says: changedBeside,
  },
  {
    does: "two records with their texts exchanged",
    tamper: (owner, at) => owner`
      update ledger_records r set body = o.body from ledger_records o
      where (r.id = ${at(2, 1)} and o.id = ${at(2, 4)}) or (r.id = ${at(2, 4)} and o.id = ${at(2, 1)})`,
    seal: 2,
    position: 1,
    record: [2, 1],
    says: changedText,
  },
  {
    does: "a record removed, its place left",
    tamper: (owner, at) => owner`delete from ledger_records where id = ${at(2, 4)}`,
    seal: 2,
    position: 4,
    record: [2, 4],
    says: /was removed/,
  },
  {
    does: "a record removed with its place",
    tamper: async (owner, at) => {
      await owner`delete from ledger_leaves where record_id = ${at(2, 4)}`;
      await owner`delete from ledger_records where id = ${at(2, 4)}`;
    },
    seal: 2,
    position: 4,
    record: null,
    says: /was removed/,
  },
  {
    does: "a record removed, those after it moved up",
    tamper: async (owner, at) => {
      await owner`delete from ledger_leaves where record_id = ${at(2, 2)}`;
      await owner`delete from ledger_records where id = ${at(2, 2)}`;
      await owner`update ledger_leaves set position = position - 1 where seal = 2 and position > 2`;
    },
    seal: 2,
    position: 2,
    record: null,
    says: /was removed/,
  },
  {
    does: "the last record of a seal removed",
    tamper: async (owner, at) => {
      await owner`delete from ledger_leaves where record_id = ${at(1, 5)}`;
      await owner`delete from ledger_records where id = ${at(1, 5)}`;
    },
    seal: 1,
    position: 5,
    record: null,
    says: /was removed/,
  },
  {
    does: "a record taken out of its seal, and put back among those that wait",
    tamper: async (owner, at) => {
      await owner`delete from ledger_leaves where record_id = ${at(2, 0)}`;
      await owner`insert into ledger_unsealed values (${at(2, 0)})`;
    },
    seal: 2,
    position: 0,
    record: [2, 0],
    says: /was removed from position 0 of seal 2/,
  },
  {
    does: "a record moved under a later seal",
    tamper: (owner, at) => owner`
      update ledger_leaves set seal = 3, position = 6 where record_id = ${at(1, 3)}`,
    seal: 1,
    position: 3,
    record: [1, 3],
    says: /was removed from position 3 of seal 1/,
  },
  {
    does: "a record added at the end of a seal",
    tamper: async (owner) => {
      const id = await addRecord(owner);
      await owner`insert into ledger_leaves values (2, 6, ${id})`;
      return id;
    },
    seal: 2,
    position: 6,
    record: "added",
    says: /was inserted at position 6 of seal 2/,
  },
  {
    does: "a record added between others, those after it moved down",
    tamper: async (owner) => {
      const id = await addRecord(owner);
      await owner`update ledger_leaves set position = position + 1 where seal = 2 and position >= 3`;
      await owner`insert into ledger_leaves values (2, 3, ${id})`;
      return id;
    },
    seal: 2,
    position: 3,
    record: "added",
    says: /was inserted at position 3 of seal 2/,
  },
  {
    does: "a record put before the first",
    tamper: async (owner) => {
      const id = await addRecord(owner);
      await owner`insert into ledger_leaves values (2, -1, ${id})`;
      return id;
    },
    seal: 2,
    position: 0,
    record: "added",
    says: /was inserted/,
  },
  {
    does: "two records that changed places",
    tamper: (owner, at) => swap(owner, at(2, 1), at(2, 4)),
    seal: 2,
    position: 1,
    record: [2, 1],
    says: /were reordered/,
  },
  {
    does: "records moved round by one",
    tamper: (owner) => owner`
      update ledger_leaves set position = (position + 1) % 6 where seal = 3`,
    seal: 3,
    position: 0,
    record: [3, 0],
    says: /were reordered/,
  },
  {
    does: "a record removed, and the last put in its place",
    tamper: async (owner, at) => {
      await owner`delete from ledger_leaves where record_id = ${at(2, 1)}`;
      await owner`delete from ledger_records where id = ${at(2, 1)}`;
      await owner`update ledger_leaves set position = 1 where record_id = ${at(2, 5)}`;
    },
    seal: 2,
    position: 1,
    record: null,
    says: /was removed/,
  },
  {
    does: "a record neither sealed nor waiting",
    tamper: addRecord,
    seal: null,
    position: null,
    record: "added",
    says: /neither sealed nor waiting/,
  },
  {
    does: "a sealed record put back among those that wait",
    tamper: (owner, at) => owner`insert into ledger_unsealed values (${at(2, 2)})`,
    seal: null,
    position: null,
    record: [2, 2],
    says: /is sealed and was put back/,
  },
  {
    does: "a record removed while it waited",
    tamper: async (owner) => {
      const id = crypto.randomUUID();
      await owner`insert into ledger_unsealed values (${id})`;
      return id;
    },
    seal: null,
    position: null,
    record: "added",
    says: /was removed while it waited/,
  },
  {
    does: "a seal removed",
    tamper: (owner) => owner`delete from ledger_seals where number = 2`,
    seal: 2,
    position: null,
    record: null,
    says: /Seal 2 was removed/,
  },
  {
    does: "the first seal removed, with all its records",
    tamper: async (owner) => {
      await owner`
        delete from ledger_records
        where id in (select record_id from ledger_leaves where seal = 1)`;
      await owner`delete from ledger_leaves where seal = 1`;
      await owner`delete from ledger_seals where number = 1`;
    },
    seal: 1,
    position: null,
    record: null,
    says: /Seal 1 was removed/,
  },
  {
    does: "the last seal removed",
    tamper: (owner) => owner`delete from ledger_seals where number = 3`,
    seal: 3,
    position: 0,
    record: [3, 0],
    says: /Seal 3 was removed/,
  },
  {
    does: "a seal that says something else",
    tamper: (owner) => owner`
      update ledger_seals set body = replace(body, '"size":6', '"size":7') where number = 2`,
    seal: 2,
    position: null,
    record: null,
    says: /Its text is not the one its signature covers/,
  },
  {
    does: "a seal with another signature",
    tamper: (owner) => owner`
      update ledger_seals set signature = left(signature, -9) || 'AAAAAAAAA' where number = 3`,
    seal: 3,
    position: null,
    record: null,
    says: /The signature of the seal is (wrong|damaged)/,
  },
  {
    does: "a seal with another time",
    tamper: (owner) => owner`
      update ledger_seals set sealed_at = sealed_at - interval '1 day' where number = 1`,
    seal: 1,
    position: null,
    record: null,
    says: /time/,
  },
  {
    does: "a seal put in twice",
    tamper: (owner) => owner`
      insert into ledger_seals
      select 4, sealed_at, body, signature, leaf_hashes from ledger_seals where number = 3`,
    seal: 4,
    position: null,
    record: null,
    says: /Seal 4 was changed or inserted/,
  },
  {
    does: "a seal put before the first",
    tamper: (owner) => owner`
      insert into ledger_seals
      select 0, sealed_at, body, signature, leaf_hashes from ledger_seals where number = 1`,
    seal: 0,
    position: null,
    record: null,
    says: /Seal 0 was changed or inserted/,
  },
  {
    does: "a seal's leaf hashes altered, its records left alone",
    tamper: (owner) => owner`
      update ledger_seals set leaf_hashes = set_byte(leaf_hashes, 70, 255 - get_byte(leaf_hashes, 70))
      where number = 2`,
    seal: 2,
    position: 2,
    record: null,
    says: /leaf hashes beside seal 2 were altered; its records are as they were sealed/,
  },
  {
    does: "a seal's leaf hashes cut short",
    tamper: (owner) => owner`
      update ledger_seals set leaf_hashes = substr(leaf_hashes, 1, 100) where number = 2`,
    seal: 2,
    position: 3,
    record: null,
    says: /leaf hashes beside seal 2 were altered; its records are as they were sealed/,
  },
  {
    does: "a record altered together with its leaf hash",
    tamper: async (owner, at) => {
      await owner`update ledger_records set body = body || ' ' where id = ${at(2, 2)}`;
      await owner`
        update ledger_seals set leaf_hashes = overlay(leaf_hashes placing
          (select sha256('\\x00'::bytea || convert_to(body, 'UTF8')) from ledger_records where id = ${at(2, 2)})
          from 65) where number = 2`;
    },
    seal: 2,
    position: null,
    record: null,
    says: /cannot be told/,
  },
];
