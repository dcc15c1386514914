/** Where a request comes from: the connection, or what proxies of one's own say, and nothing that a visitor can make up. */
import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { networkOf, networks } from '../../src/node/network.ts';

describe('the network of a request', () => {
  it('is the connection\u2019s own where no proxy is trusted', () => {
    assert.equal(networkOf('192.0.2.7', '198.51.100.1', 0), '192.0.2.7');
    assert.equal(networkOf('192.0.2.7', null, 0), '192.0.2.7');
  });

  it('is what the outermost trusted proxy was asked by, whatever the visitor wrote', () => {
    const chain = '10.9.9.9, 203.0.113.5 ,198.51.100.1';
    assert.equal(networkOf('192.0.2.7', chain, 1), '198.51.100.1');
    assert.equal(networkOf('192.0.2.7', chain, 2), '203.0.113.5');
    assert.equal(networkOf('192.0.2.7', '198.51.100.1:4711', 1), '198.51.100.1');
    assert.equal(networkOf('192.0.2.7', '[2001:db8:1:2::9]:4711', 1), '2001:db8:1:2::/64');
  });

  it('is the connection\u2019s where a proxy said nothing that is an address', () => {
    for (const told of [null, '', 'unknown', '_hidden', '203.0.113.5,', '203.0.113.5, nobody', '999.1.1.1'])
      assert.equal(networkOf('192.0.2.7', told, 1), '192.0.2.7', String(told));
    assert.equal(networkOf('192.0.2.7', '203.0.113.5', 2), '192.0.2.7');
    assert.equal(networkOf('', null, 1), '');
  });

  it('is one for all addresses of a customer with IPv6', () => {
    const place = '2001:db8:0:7::/64';
    for (const address of ['2001:db8:0:7::1', '2001:DB8::7:1:2:3:4', '2001:0db8:0000:0007:ffff::'])
      assert.equal(networkOf(address, null, 0), place, address);
    assert.equal(networkOf('2001:db8::1', null, 0), '2001:db8:0:0::/64');
    assert.equal(networkOf('::1', null, 0), '0:0:0:0::/64');
    assert.equal(networkOf('fe80::1%eth0', null, 0), 'fe80:0:0:0::/64');
    assert.notEqual(networkOf('2001:db8:0:8::1', null, 0), place);
  });

  it('is the same for an IPv4 address in the clothes of IPv6', () => {
    for (const address of ['::ffff:192.0.2.7', '::FFFF:c000:207', '0:0:0:0:0:ffff:192.0.2.7'])
      assert.equal(networkOf(address, null, 0), '192.0.2.7', address);
  });

  it('belongs to the very request that came on a connection', () => {
    const { note, networkOf: placeOf } = networks(0);
    const [first, second, unknown] = [1, 2, 3].map(() => new Request('http://helpdock.test/'));
    assert.ok(first && second && unknown);
    note(first, '192.0.2.1');
    note(second, '192.0.2.2');
    assert.deepEqual([first, second, unknown].map(placeOf), ['192.0.2.1', '192.0.2.2', '']);
    const proxied = new Request('http://helpdock.test/', { headers: { 'x-forwarded-for': '203.0.113.5' } });
    const behind = networks(1);
    behind.note(proxied, '192.0.2.1');
    assert.equal(behind.networkOf(proxied), '203.0.113.5');
  });
});
